namespace RoadmapAgent.Workers;

/// <summary>
/// The number of messages that a consumer handles at once per process, unless <c>Messaging:Concurrency</c> is set. It may exceed the
/// database gate: a message waiting for an author or for the gate holds no connection.
/// </summary>
/// <param name="messages">Messages, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ConcurrencyAttribute(int messages) : Attribute
{
    public int Messages { get; } = messages;
}
