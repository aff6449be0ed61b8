// Experimental in Aspire 13.6; there is no other way to say that nothing here serves TLS.
#pragma warning disable ASPIRECERTIFICATES001

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Says that the fleet speaks plain HTTP on loopback.</summary>
internal static class PlainHttpExtensions
{
    /// <summary>
    /// Gives no resource a development certificate unless it asks for one. Otherwise every project could use one, and a machine that trusts none
    /// gets a warning and a banner in the dashboard about a certificate that nothing would use.
    /// </summary>
    public static void UsePlainHttp(this IDistributedApplicationBuilder builder) => builder.OnBeforeStart((@event, _) =>
    {
        foreach (var resource in @event.Model.Resources.Where(resource =>
            resource.HasAnnotationOfType<HttpsCertificateConfigurationCallbackAnnotation>() && !resource.HasAnnotationOfType<HttpsCertificateAnnotation>()))
        {
            resource.Annotations.Add(new HttpsCertificateAnnotation { UseDeveloperCertificate = false });
        }

        return Task.CompletedTask;
    });
}
