using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.Domain.Authors.Chat;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Storage;

namespace RoadmapAgent.Domain;

/// <summary>Adds the domain to a service.</summary>
public static class DomainExtensions
{
    /// <summary>Adds the stores and the author. Needs the database.</summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddRoadmapDomain<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RoadmapStore>();
        builder.Services.AddSingleton<ContentStore>();
        builder.Services.AddSingleton<RoadmapReader>();
        builder.Services.AddSingleton<RetryStore>();
        builder.Services.AddSingleton<LearningStore>();
        builder.Services.AddSingleton<ProgressEventStore>();
        builder.Services.AddSingleton<ExecutionLogStore>();
        builder.AddRoadmapAuthor();
        return builder;
    }

    /// <summary>Adds <see cref="IExecutionLog"/>. Call it before messaging is added, so that it ends after the bus has.</summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddExecutionLog<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<ExecutionLog>();
        builder.Services.AddSingleton<IExecutionLog>(services => services.GetRequiredService<ExecutionLog>());
        builder.Services.AddHostedService<ExecutionLogShipping>();
        return builder;
    }
}
