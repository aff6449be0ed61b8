namespace RoadmapAgent.Domain.Contracts;

/// <summary>
/// Makes a message a command: it goes to one queue, which one worker consumes. A queue may carry several kinds of commands.
/// </summary>
/// <param name="worker">The worker, which is also the name of its service, such as <c>content</c>.</param>
/// <param name="name">The queue, such as <c>content-generation</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueueAttribute(string worker, string name) : Attribute
{
    /// <summary>The worker that consumes the queue.</summary>
    public string Worker { get; } = worker;

    /// <summary>The queue's name.</summary>
    public string Name { get; } = name;
}
