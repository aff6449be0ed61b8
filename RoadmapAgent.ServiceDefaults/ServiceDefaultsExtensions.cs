using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RoadmapAgent.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the fleet has: telemetry, health, discovery, resilient HTTP clients and an orderly end.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Healthy when the service can do its work: the process, its own database and its bus.</summary>
    public const string HealthPath = "/health";

    /// <summary>Healthy when the process is.</summary>
    public const string AlivePath = "/alive";

    /// <summary>Marks a check that is about the whole fleet and not about this service; it has a path of its own.</summary>
    public const string FleetTag = "fleet";

    private const string LiveTag = "live";

    // Aspire sends SIGKILL six seconds after SIGTERM; what has not been handed back by then is redelivered.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    /// <summary>Adds the defaults to a service.</summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        // Who asks gets the reasons in the answer; a log line per question would drown what the service has to say.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTime);
        return builder;
    }

    /// <summary>Maps <see cref="HealthPath"/> and <see cref="AlivePath"/>, in every environment: orchestrators need them.</summary>
    /// <param name="app">The service.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(HealthPath, new() { Predicate = check => !check.Tags.Contains(FleetTag), ResponseWriter = HealthReportWriter.WriteAsync });
        app.MapHealthChecks(AlivePath, new() { Predicate = check => check.Tags.Contains(LiveTag), ResponseWriter = HealthReportWriter.WriteAsync });
        return app;
    }

    private static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("RoadmapAgent.*", "MassTransit"))
            .WithTracing(tracing => tracing
                .AddSource("RoadmapAgent.*", "MassTransit")
                .AddAspNetCoreInstrumentation(http => http.Filter = context =>
                    !context.Request.Path.StartsWithSegments(HealthPath) && !context.Request.Path.StartsWithSegments(AlivePath))
                .AddHttpClientInstrumentation());
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
