using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults.Database;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the stores to a service.</summary>
public static class DataExtensions
{
    /// <summary>Adds the stores, the outbox buffer and the heartbeat of this process. Requires the database.</summary>
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
        builder.Services.AddSingleton<RoadmapRepository>();
        builder.Services.AddSingleton<ContentStore>();
        builder.Services.AddSingleton<RoadmapReader>();
        builder.Services.AddSingleton<LearningStore>();
        builder.Services.AddSingleton<ProgressEventStore>();
        builder.Services.AddSingleton<ExecutionLogStore>();
        builder.Services.AddHostedService<InstanceHeartbeat>();
        return builder;
    }
}
