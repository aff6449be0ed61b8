using Microsoft.Extensions.DependencyInjection;

// Experimental in Aspire 13.6; there is no other way to declare that no resource serves TLS.
#pragma warning disable ASPIRECERTIFICATES001

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the fleet to use plain HTTP on loopback.</summary>
internal static class PlainHttpExtensions
{
    /// <summary>
    /// Prevents Aspire from giving resources a development certificate. Otherwise, a machine that does not trust the certificate shows a
    /// warning and a dashboard banner about a certificate that is never used.
    /// </summary>
    public static void UsePlainHttp(this IDistributedApplicationBuilder builder) =>
        builder.Services.AddSingleton<IDeveloperCertificateService>(
            _ => new OrchestratorCertificate(OrchestratorCertificate.DefaultFile, TimeProvider.System));
}
