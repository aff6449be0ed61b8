using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.ServiceDefaults.Messaging;

/// <summary>Relays this process's own messages right after their commit.</summary>
internal sealed class OutboxRelayService(OutboxQueue queue, OutboxRelay relay, ILogger<OutboxRelayService> logger) : BackgroundService
{
    private const int BatchSize = 100;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is left in the queue is relayed before the process ends; what does not fit into that time is stored and swept.
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
                await relay.RelayAsync(batch, CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or DatabaseSaturatedException)
            {
                logger.LogWarning("The outbox could not be updated; the sweep will see to {Count} message(s): {Reason}", batch.Count, e.Message);
            }
        }
    }
}
