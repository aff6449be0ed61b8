using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoadmapAgent.Data.Migrations;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults.Database;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the stores to a service.</summary>
public static class DataExtensions
{
    /// <summary>
    /// Adds the stores, which are all public classes that take the database, the outbox buffer and the heartbeat of this process.
    /// Requires the database.
    /// </summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddRoadmapData<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OutboxBuffer>();
        builder.Services.AddSingleton<InboxMetrics>();
        builder.Services.AddSingleton(services => new RoadmapDatabase(
            services.GetRequiredService<ServiceDatabase>(),
            services.GetRequiredService<OutboxBuffer>(),
            services.GetRequiredService<InboxMetrics>()));
        foreach (var store in typeof(RoadmapDatabase).Assembly.GetExportedTypes().Where(IsStore))
        {
            builder.Services.AddSingleton(store);
        }

        builder.Services.AddHostedService<InstanceHeartbeat>();
        builder.Services.AddHostedService<SchemaWatch>();
        return builder;
    }

    private static bool IsStore(Type type) =>
        type.GetConstructors() is [var constructor]
        && constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(RoadmapDatabase));
}
