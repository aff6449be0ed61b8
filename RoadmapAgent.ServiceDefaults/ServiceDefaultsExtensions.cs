using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Adds the defaults of every service: telemetry, health checks, service discovery, resilient HTTP clients and graceful shutdown.
/// </summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>The path of the readiness checks: the process, its own database access and its bus.</summary>
    public const string HealthPath = "/health";

    /// <summary>The path of the liveness check: the process responds.</summary>
    public const string AlivePath = "/alive";

    /// <summary>The tag of checks that concern the whole fleet and not this service; they have their own path.</summary>
    public const string FleetTag = "fleet";

    private const string LiveTag = "live";

    // Aspire sends SIGKILL six seconds after SIGTERM; messages not returned by then are redelivered.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    /// <summary>Adds the defaults to a service. Call it first: wrong settings found later end the process without a stack trace.</summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        SettingsExit.Register();
        ProxySettings.BypassLoopback();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        // The response contains the reasons; one log line per probe would drown out the service's own log.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        builder.Services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = DrainTime;
            // Nobody starts a service again that an outage of its database has ended.
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        return builder;
    }

    /// <summary>Maps <see cref="HealthPath"/> and <see cref="AlivePath"/>, in every environment: orchestrators need them.</summary>
    /// <param name="app">The service.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(
            HealthPath, new() { Predicate = check => !check.Tags.Contains(FleetTag), ResponseWriter = HealthReportWriter.WriteAsync })
            .DisableRateLimiting();
        app.MapHealthChecks(
            AlivePath, new() { Predicate = check => check.Tags.Contains(LiveTag), ResponseWriter = HealthReportWriter.WriteAsync })
            .DisableRateLimiting();
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
