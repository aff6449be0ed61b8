using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Deletes messages that the broker has confirmed, many at once. Those that are still stored when this process dies are sent a second time
/// by another one's sweep, which their consumers detect.
/// </summary>
internal sealed class OutboxCleanup(ServiceDatabase database, TimeProvider time, ILogger<OutboxCleanup> logger)
    : BackgroundLoop(time, logger)
{
    // Messages beyond this stay stored, and are sent again when their claim has expired.
    private const int Capacity = 10_000;
    private const int BatchSize = 1_000;

    // Much shorter than a claim, after which a message is sent again.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private readonly Channel<Guid> _confirmed = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly List<Guid> _batch = new(BatchSize);

    protected override string Failure => "Sent messages were not deleted from the outbox";

    /// <summary>Notes that the broker has confirmed messages; they are deleted about a second later.</summary>
    public void Add(IEnumerable<Guid> messageIds)
    {
        foreach (var messageId in messageIds)
        {
            _confirmed.Writer.TryWrite(messageId);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(DeleteAsync, cancellationToken);
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        if (_batch.Count == 0)
        {
            await _confirmed.Reader.WaitToReadAsync(stoppingToken);
            await Task.Delay(Gathering, Time, stoppingToken);
        }

        await DeleteAsync(stoppingToken);
        return TimeSpan.Zero;
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        do
        {
            while (_batch.Count < BatchSize && _confirmed.Reader.TryRead(out var messageId))
            {
                _batch.Add(messageId);
            }

            if (_batch.Count > 0)
            {
                await database.RunUngatedAsync<object?>(
                    async (connection, ct) =>
                    {
                        await OutboxTable.DeleteAsync(connection, _batch, ct);
                        return null;
                    },
                    cancellationToken);
                _batch.Clear();
            }
        }
        while (_confirmed.Reader.TryPeek(out _));
    }
}
