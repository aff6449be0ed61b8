
// Experimental in Aspire 13.6; there is no other way to declare that no resource serves TLS.
#pragma warning disable ASPIRECERTIFICATES001

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the fleet to use plain HTTP on loopback.</summary>
internal static class PlainHttpExtensions
{
    /// <summary>
    /// Prevents Aspire from giving resources a development certificate unless they request one. Otherwise, a machine that does not trust
    /// the certificate shows a warning and a dashboard banner about a certificate that is never used.
    /// </summary>
    public static void UsePlainHttp(this IDistributedApplicationBuilder builder) => builder.OnBeforeStart((@event, _) =>
    {
        foreach (var resource in @event.Model.Resources.Where(resource =>
            resource.HasAnnotationOfType<HttpsCertificateConfigurationCallbackAnnotation>()
            && !resource.HasAnnotationOfType<HttpsCertificateAnnotation>()))
        {
            resource.Annotations.Add(new HttpsCertificateAnnotation { UseDeveloperCertificate = false });
        }

        return Task.CompletedTask;
    });
}
