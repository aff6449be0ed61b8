using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the database to a service.</summary>
public static class DatabaseExtensions
{
    /// <summary>The connection name that every service reads.</summary>
    public const string ConnectionName = "roadmap";

    /// <summary>
    /// Adds the one data source of this process, with the limits of <see cref="DatabaseOptions"/>, and <see cref="ServiceDatabase"/>, the
    /// only way to it.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <exception cref="OptionsValidationException">A limit is wrong; thrown when the service starts, before it opens a connection.</exception>
    public static TBuilder AddRoadmapDatabase<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var options = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new();
        builder.AddNpgsqlDataSource(
            ConnectionName,
            settings =>
            {
                // A missing connection string is Aspire's to report; it names where it looked.
                if (!string.IsNullOrEmpty(settings.ConnectionString))
                {
                    settings.ConnectionString = PooledConnectionString.Build(settings.ConnectionString, options);
                }

                settings.DisableHealthChecks = true;
            },
            dataSource =>
            {
                dataSource.Name = options.Service;
                // What polls belongs to no request: its spans would bury the traces that somebody looks for.
                dataSource.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => Activity.Current is { Recorded: true }));
            });
        builder.Services.AddSingleton<DatabaseMetrics>();
        builder.Services.AddSingleton<DatabaseGate>();
        builder.Services.AddSingleton(services => new ServiceDatabase(
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<DatabaseGate>(),
            services.GetRequiredService<DatabaseMetrics>()));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", timeout: TimeSpan.FromSeconds(5));
        return builder;
    }

    /// <summary>Lets a web service answer 503 with <c>Retry-After</c> while the database is saturated or out of reach.</summary>
    /// <param name="services">The service's services.</param>
    public static IServiceCollection AddSaturationProblem(this IServiceCollection services) => services.AddExceptionHandler<SaturationProblem>();
}
