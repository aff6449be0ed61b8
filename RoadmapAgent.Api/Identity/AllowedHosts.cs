using Microsoft.Extensions.Options;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Identity;

/// <summary>
/// Refuses requests to other names than those of <see cref="IdentitySettings.AllowedHosts"/>, whatever they ask for. The framework's own
/// filter would refuse the probes of an orchestrator, which address a process, and answers without a problem.
/// </summary>
internal static class AllowedHosts
{
    private static readonly PathString[] Probes = [ServiceDefaultsExtensions.HealthPath, ServiceDefaultsExtensions.AlivePath];

    /// <summary>Refuses such requests.</summary>
    public static void UseAllowedHosts(this WebApplication app)
    {
        var names = new HostNames(app.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.AllowedHosts);
        var isDevelopment = app.Environment.IsDevelopment();
        app.Use((context, next) =>
            names.Contain(context.Request.Host.Host)
            || (isDevelopment && LoopbackOnly.IsLoopback(context.Request.Host))
            || Probes.Any(path => context.Request.Path.StartsWithSegments(path))
                ? next(context)
                : TypedResults.Problem(
                    $"The host must be one of {IdentityOptions.Section}:{nameof(IdentityOptions.AllowedHosts)}; see docs/identity.md.",
                    statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context));
    }
}
