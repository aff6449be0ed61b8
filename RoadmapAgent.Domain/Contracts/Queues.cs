using System.Reflection;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>The queues, one per worker, as the commands declare them.</summary>
public static class Queues
{
    /// <summary>The queues by worker.</summary>
    public static IReadOnlyDictionary<string, string> ByWorker { get; } = Messages.Types
        .Select(type => type.GetCustomAttribute<QueueAttribute>())
        .OfType<QueueAttribute>()
        .DistinctBy(queue => queue.Name)
        .ToDictionary(queue => queue.Worker, queue => queue.Name);

    /// <summary>Returns the queue of a command.</summary>
    /// <param name="command">The command's type.</param>
    /// <exception cref="ArgumentException">The type has no <see cref="QueueAttribute"/>.</exception>
    public static string Of(Type command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.GetCustomAttribute<QueueAttribute>()?.Name
            ?? throw new ArgumentException($"A command must have a [Queue] (was {command.Name}).", nameof(command));
    }
}
