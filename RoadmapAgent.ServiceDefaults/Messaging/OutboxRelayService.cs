using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.ServiceDefaults.Messaging;

/// <summary>Relays this process's own messages right after their commit.</summary>
internal sealed class OutboxRelayService(OutboxQueue queue, OutboxRelay relay, ILogger<OutboxRelayService> logger) : BackgroundService
{
    private const int BatchSize = 100;

    private volatile bool _busStopped;

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<OutboxMessage>(BatchSize);
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var message))
            {
                batch.Add(message);
            }

            try
            {
                await (_busStopped ? relay.GiveBackAsync(batch) : relay.RelayAsync(batch, CancellationToken.None));
            }
            catch (Exception e) when (e is NpgsqlException or DatabaseSaturatedException)
            {
                logger.LogWarning("The outbox could not be updated; the sweep will see to {Count} message(s): {Reason}", batch.Count, e.Message);
            }
        }
    }
}
