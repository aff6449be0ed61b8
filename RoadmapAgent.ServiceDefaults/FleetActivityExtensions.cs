using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the activity of a web service.</summary>
public static class FleetActivityExtensions
{
    /// <summary>Makes requests wake the fleet, and keep it awake until they end.</summary>
    /// <param name="app">The service.</param>
    /// <param name="path">The start of the paths of these requests.</param>
    public static IApplicationBuilder UseFleetActivity(this IApplicationBuilder app, string path)
    {
        ArgumentNullException.ThrowIfNull(app);
        var activity = app.ApplicationServices.GetRequiredService<FleetActivity>();
        return app.Use(async (context, next) =>
        {
            using var running = context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase) ? activity.Begin() : null;
            await next(context);
        });
    }
}
