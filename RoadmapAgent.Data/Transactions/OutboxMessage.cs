using System.Diagnostics;
using System.Text.Json;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Data.Transactions;

/// <summary>A message on its way into or out of the outbox.</summary>
/// <param name="MessageId">Assigned here and also used as the id of the broker message, so that consumers can detect duplicates.</param>
/// <param name="Queue">The queue it is sent to; null for an event.</param>
/// <param name="MessageType">The message's name in <see cref="MessageTypes"/>.</param>
/// <param name="Body">JSON.</param>
/// <param name="TraceParent">The W3C trace context in which it was written.</param>
/// <param name="Delay">The delay before it is sent.</param>
/// <param name="Attempts">The number of times it was claimed.</param>
/// <param name="Redelivered">The number of times its consumer put it back because of an outage.</param>
public sealed record OutboxMessage(
    Guid MessageId, string? Queue, string MessageType, string Body, string? TraceParent, TimeSpan Delay, int Attempts = 0,
    int Redelivered = 0)
{
    /// <summary>Creates a message with a new id in the current trace context.</summary>
    public static OutboxMessage Create(string? queue, object message, TimeSpan delay = default) => new(
        Guid.CreateVersion7(),
        queue,
        MessageTypes.NameOf(message.GetType()),
        JsonSerializer.Serialize(message, message.GetType(), Messages.Json),
        Activity.Current?.Id,
        delay);
}
