namespace RoadmapAgent.Workers;

/// <summary>
/// The number of messages that a consumer handles at once per process, unless <c>Messaging:Concurrency</c> is set. It may exceed the
/// database gate: a message waiting for an author or for the gate holds no connection.
/// </summary>
/// <param name="messages">Messages, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ConcurrencyAttribute(int messages) : Attribute
{
    /// <summary>Bounds the memory of waiting messages.</summary>
    private const int Most = 256;

    public int Messages { get; } = messages;

    /// <summary>
    /// With a model, the messages for each call that it may have in progress: as many as it takes to have something of several roadmaps to
    /// choose from. Default: 1.
    /// </summary>
    public int MessagesPerCall { get; init; } = 1;

    /// <summary>Returns the number of messages.</summary>
    /// <param name="calls">The calls that a model may have in progress; null without a model.</param>
    public int For(int? calls) => calls is null ? Messages : Math.Clamp(calls.Value * MessagesPerCall, Messages, Most);
}
