using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging;

/// <summary>Relays this process's own messages right after their commit.</summary>
internal sealed class OutboxRelayService(OutboxBuffer queue, OutboxRelay relay, TimeProvider time, ILogger<OutboxRelayService> logger)
    : BackgroundLoop(time, logger)
{
    private const int BatchSize = 100;

    private volatile bool _busStopped;

    // What is still claimed by this process is due again after a while, and swept.
    protected override string Failure => "The outbox could not be updated";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The bus has stopped by now. What the last consumers wrote is given back, so that another process's sweep takes it at once.
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
        // Not the process's token: the queue's completion is the end, and what was written before it is still given back.
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
