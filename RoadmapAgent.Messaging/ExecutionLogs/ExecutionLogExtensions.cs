using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Messaging.ExecutionLogs;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the execution log to a service.</summary>
public static class ExecutionLogExtensions
{
    /// <summary>Adds <see cref="IExecutionLog"/>. Call it before adding messaging, so that it stops after the bus.</summary>
    /// <param name="builder">The service.</param>
    public static TBuilder AddExecutionLog<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<ExecutionLog>();
        builder.Services.AddSingleton<IExecutionLog>(services => services.GetRequiredService<ExecutionLog>());
        builder.Services.AddHostedService<ExecutionLogShipping>();
        return builder;
    }
}
