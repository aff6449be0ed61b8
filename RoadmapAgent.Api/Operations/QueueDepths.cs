using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using RoadmapAgent.Broker;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Api.Operations;

/// <summary>Reads queue depths from the broker. It declares nothing: that is up to a queue's owner.</summary>
internal sealed class QueueDepths(Uri broker) : IAsyncDisposable
{
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(3);

    // The broker logs an error for a queue that does not exist, so a queue is read only after its worker has been seen.
    private readonly HashSet<string> _seen = [];
    private IConnection? _connection;

    /// <summary>Reads the queues of the workers seen so far; null if the broker does not respond.</summary>
    /// <param name="services">The running services.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<IReadOnlyList<QueueSample>?> ReadAsync(IEnumerable<string> services, CancellationToken cancellationToken)
    {
        _seen.UnionWith(services.Where(Queues.ByWorker.ContainsKey));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(BrokerPatience);
        try
        {
            await using var channel = await (await ConnectAsync(patience.Token)).CreateChannelAsync(cancellationToken: patience.Token);
            var samples = new List<QueueSample>();
            foreach (var service in _seen.Order())
            {
                var queue = Queues.ByWorker[service];
                var work = await channel.QueueDeclarePassiveAsync(queue, patience.Token);
                var failed = await channel.QueueDeclarePassiveAsync(ErrorQueues.Of(queue), patience.Token);
                samples.Add(new(service, queue, work.MessageCount, work.ConsumerCount, failed.MessageCount));
            }

            return samples;
        }
        catch (Exception e) when (
            e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException or TimeoutException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is not { IsOpen: true })
        {
            await DisposeAsync();
            _connection = null;
            _connection = await BrokerConnection.OpenAsync(broker, "monitor", cancellationToken);
        }

        return _connection;
    }
}
