using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceSettings;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the database to a service.</summary>
public static class DatabaseExtensions
{
    /// <summary>The name of the connection string that every service reads.</summary>
    public const string ConnectionName = "roadmap";

    /// <summary>
    /// Adds this process's only data source with the limits of <see cref="DatabaseOptions"/>, and <see cref="ServiceDatabase"/>, which all
    /// access goes through.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <exception cref="OptionsValidationException">A limit is unknown or invalid.</exception>
    public static TBuilder AddRoadmapDatabase<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var options = builder.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        builder.AddNpgsqlDataSource(
            ConnectionName,
            settings =>
            {
                // Aspire reports a missing connection string, including the places where it looked.
                if (!string.IsNullOrEmpty(settings.ConnectionString))
                {
                    settings.ConnectionString = PooledConnectionString.Build(settings.ConnectionString, options);
                }

                settings.DisableHealthChecks = true;
            },
            dataSource =>
            {
                dataSource.Name = options.Service;
                // Polling belongs to no request, and its spans would crowd out useful traces.
                dataSource.ConfigureTracing(tracing => tracing
                    .ConfigureCommandFilter(_ => IsTraced())
                    .ConfigureBatchFilter(_ => IsTraced()));
            });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddSettings<IdleOptions>(IdleOptions.Section);
        builder.Services.AddSingleton<FleetActivity>();
        builder.Services.AddSingleton<SchemaReadiness>();
        builder.Services.AddSingleton<DatabaseMetrics>();
        builder.Services.AddSingleton<DatabaseGate>();
        builder.Services.AddSingleton<DatabaseCircuit>();
        builder.Services.AddSingleton(services => new ServiceDatabase(
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<DatabaseGate>(),
            services.GetRequiredService<DatabaseCircuit>(),
            services.GetRequiredService<DatabaseMetrics>()));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", timeout: TimeSpan.FromSeconds(5));
        return builder;
    }

    private static bool IsTraced() => Activity.Current is { Recorded: true };

    /// <summary>
    /// Makes a web service respond with 503 and <c>Retry-After</c> while the database is saturated or unavailable, and notice when it is
    /// available again though requests are refused.
    /// </summary>
    /// <param name="services">The service's services.</param>
    public static IServiceCollection AddOutageProblem(this IServiceCollection services) =>
        services.AddExceptionHandler<OutageProblem>().AddHostedService<DatabaseProbe>();

    /// <summary>
    /// Refuses requests at the edge of a web service, before anything is done for them, while units of work wait for the database for more
    /// than 2 s, or have waited in vain until the database serves something again. Add it first.
    /// </summary>
    /// <param name="app">The service.</param>
    /// <param name="path">The start of the paths whose requests need the database.</param>
    public static IApplicationBuilder UseLoadShedding(this IApplicationBuilder app, string path) =>
        app.UseMiddleware<LoadShedding>(new Microsoft.AspNetCore.Http.PathString(path));
}
