using System.Reflection;
using MassTransit;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Workers;

/// <summary>A worker role: the queue it consumes, the consumer, and its concurrency.</summary>
internal sealed record WorkerRole(string Queue, Type Consumer, ConcurrencyAttribute Concurrency)
{
    private const int UsageExitCode = 2;

    /// <summary>The roles by name: every consumer of this assembly has the role that its command names.</summary>
    public static IReadOnlyDictionary<string, WorkerRole> All { get; } = (
        from consumer in typeof(WorkerRole).Assembly.GetTypes()
        from contract in consumer.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>)
        let queue = contract.GetGenericArguments()[0].GetCustomAttribute<QueueAttribute>()
        where queue is not null
        select (queue.Worker, new WorkerRole(queue.Name, consumer, consumer.GetCustomAttribute<ConcurrencyAttribute>() ?? new(1))))
        .Distinct()
        .ToDictionary(role => role.Worker, role => role.Item2);

    /// <summary>Prints the valid roles and returns the exit code.</summary>
    public static int Unknown(string? name)
    {
        Console.Error.WriteLine($"Role must be one of {string.Join(", ", All.Keys)}, migrations (was '{name}').");
        return UsageExitCode;
    }

    /// <summary>Runs the worker until the host is stopped; returns the exit code, which says whether it has given up.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddRoadmapDatabase();
        builder.AddRoadmapData();
        var model = builder.AddSettings<ChatAuthorOptions>(ChatAuthorOptions.Section);
        builder.AddRoadmapAuthor();
        builder.AddExecutionLog();
        var concurrency = builder.Configuration.GetSettings<MessagingOptions>(MessagingOptions.Section).Concurrency
            ?? Concurrency.For(model.Endpoint is null ? null : model.Concurrency);
        builder.AddRoadmapMessaging(
            bus => bus.CarryMessages(Messages.Types).AddQueueConsumer(Consumer, Queue, concurrency, prefetch: concurrency));
        if (Queue == Queues.Of(typeof(AdvanceRoadmap)))
        {
            builder.AddMessageRecovery();
            builder.AddSettings<RetentionOptions>(RetentionOptions.Section);
            builder.Services.AddHostedService<RetentionService>();
        }

        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.RunAsync();
        return Environment.ExitCode;
    }
}
