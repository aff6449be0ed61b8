using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Messaging;
using RoadmapAgent.Workers.Content;
using RoadmapAgent.Workers.Logs;
using RoadmapAgent.Workers.Workflow;

namespace RoadmapAgent.Workers;

/// <summary>A worker role: the queue it consumes and its concurrency.</summary>
/// <param name="Concurrency">
/// Messages handled at once per process. May exceed the database gate: a message waiting for an author or for the gate holds no
/// connection.
/// </param>
/// <param name="Consume">Registers its consumer with that concurrency.</param>
internal sealed record WorkerRole(int Concurrency, Action<RoadmapBus, int> Consume)
{
    private const int UsageExitCode = 2;

    /// <summary>The roles by name.</summary>
    public static IReadOnlyDictionary<string, WorkerRole> All { get; } = new Dictionary<string, WorkerRole>
    {
        ["workflow"] = new(4, (bus, n) => bus.AddQueueConsumer<WorkflowConsumer>(Queues.Workflow, n, n)),
        ["content"] = new(6, (bus, n) => bus.AddQueueConsumer<ContentConsumer>(Queues.Content, n, n)),
        ["logs"] = new(2, (bus, n) => bus.AddQueueConsumer<LogsConsumer>(Queues.Logs, n, n)),
    };

    /// <summary>Prints the valid roles and returns the exit code.</summary>
    public static int Unknown(string? name)
    {
        Console.Error.WriteLine($"Role must be one of {string.Join(", ", All.Keys)}, migrations (was '{name}').");
        return UsageExitCode;
    }

    /// <summary>Runs the worker until the host is stopped.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddRoadmapDatabase();
        builder.AddRoadmapData();
        builder.AddRoadmapAuthor();
        builder.AddExecutionLog();
        builder.AddRoadmapMessaging(bus => Consume(
            bus.CarryMessages(Messages.Types),
            builder.Configuration.GetSettings<MessagingOptions>(MessagingOptions.Section).Concurrency ?? Concurrency));

        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.RunAsync();
        return 0;
    }
}
