using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging;

/// <summary>Relays this process's own messages immediately after their commit.</summary>
internal sealed class OutboxRelayService(OutboxBuffer queue, OutboxRelay relay, TimeProvider time, ILogger<OutboxRelayService> logger)
    : BackgroundLoop(time, logger)
{
    private const int BatchSize = 100;

    private volatile bool _busStopped;

    // Messages still claimed by this process become due again when the claim expires, and are swept.
    protected override string Failure => "The outbox could not be updated";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The bus has stopped by now. The last consumers' messages are released, so that another process's sweep takes them at once.
        _busStopped = true;
        queue.Complete();
        if (ExecuteTask is not null)
        {
            await ExecuteTask.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        // Not the process's token: the loop ends when the queue is completed, after its last messages have been released.
        if (!await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            return null;
        }

        var batch = new List<OutboxMessage>(BatchSize);
        while (batch.Count < BatchSize && queue.Reader.TryRead(out var message))
        {
            batch.Add(message);
        }

        await (_busStopped ? relay.GiveBackAsync(batch) : relay.RelayAsync(batch, CancellationToken.None));
        return TimeSpan.Zero;
    }
}
