using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Messaging;

/// <summary>Recovers messages by way of the outbox, the roadmaps and the broker.</summary>
internal sealed class RecoveryActions(RoadmapDatabase database, FailedWork failedWork, OutboxRelay relay) : IRecoveryActions
{
    public Task DelayAsync(object message, TimeSpan delay, int redelivered, CancellationToken cancellationToken) => database.WriteAsync(
        (unit, _) =>
        {
            unit.Send(message, delay, redelivered);
            return Task.CompletedTask;
        },
        cancellationToken);

    public Task FailAsync(object message, string reason, CancellationToken cancellationToken) =>
        failedWork.RecordAsync(message, reason, cancellationToken);

    public Task ReturnAsync(object message, int redelivered, CancellationToken cancellationToken) => relay.SendAsync(
        OutboxMessage.Create(Queues.Of(message.GetType()), message) with { Redelivered = redelivered }, cancellationToken);
}
