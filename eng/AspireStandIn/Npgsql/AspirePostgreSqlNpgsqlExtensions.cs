using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

public static class AspirePostgreSqlNpgsqlExtensions
{
    private const string Section = "Aspire:Npgsql";

    public static void AddNpgsqlDataSource(this IHostApplicationBuilder builder, string connectionName, Action<NpgsqlSettings>? configureSettings = null, Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureDataSourceBuilder);

    public static void AddKeyedNpgsqlDataSource(this IHostApplicationBuilder builder, string name, Action<NpgsqlSettings>? configureSettings = null, Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(builder, name, serviceKey: name, configureSettings, configureDataSourceBuilder);
    }

    private static void Add(IHostApplicationBuilder builder, string connectionName, string? serviceKey, Action<NpgsqlSettings>? configureSettings, Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = ReadSettings(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);

        builder.Services.AddNpgsqlDataSource(settings.ConnectionString ?? "", dataSource =>
        {
            // Asked for when the data source is first used: by then a logger can say what is wrong.
            if (string.IsNullOrWhiteSpace(settings.ConnectionString))
                throw new InvalidOperationException($"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under the 'ConnectionString' key in '{Section}' configuration section.");
            configureDataSourceBuilder?.Invoke(dataSource);
        }, serviceKey: serviceKey);

        if (!settings.DisableHealthChecks) AddHealthCheck(builder, connectionName, serviceKey);
        if (!settings.DisableTracing) builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddNpgsql());
        if (!settings.DisableMetrics) builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Npgsql"));
    }

    private static NpgsqlSettings ReadSettings(IConfiguration configuration, string connectionName)
    {
        var settings = new NpgsqlSettings();
        var section = configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        if (configuration.GetConnectionString(connectionName) is { } connectionString) settings.ConnectionString = connectionString;
        return settings;
    }

    private static void AddHealthCheck(IHostApplicationBuilder builder, string connectionName, string? serviceKey)
    {
        var name = serviceKey is null ? "PostgreSql" : $"PostgreSql_{connectionName}";
        if (!builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true)) return;

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            services => new NpgsqlHealthCheck(serviceKey is null
                ? services.GetRequiredService<NpgsqlDataSource>()
                : services.GetRequiredKeyedService<NpgsqlDataSource>(serviceKey)),
            failureStatus: null,
            tags: null));
    }
}
