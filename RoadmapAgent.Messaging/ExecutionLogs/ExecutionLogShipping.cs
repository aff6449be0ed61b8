using MassTransit;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging.ExecutionLogs;

/// <summary>
/// Sends buffered lines to the logs worker in batches. Lines left when the process ends go through the outbox, because the bus has stopped
/// by then; they are not compressed, because the outbox may be swept by a process of an older version.
/// </summary>
internal sealed class ExecutionLogShipping(
    ExecutionLog log, IBus bus, RoadmapDatabase database, TimeProvider time, ILogger<ExecutionLogShipping> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(10);

    private WriteExecutionLogs? _unsent;

    protected override string Failure => "The execution logs could not be sent";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(StoreAsync, cancellationToken);
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        if (_unsent is null)
        {
            await log.WaitAsync(stoppingToken);
            await Task.Delay(Gathering, Time, stoppingToken);
        }

        // A batch that the broker does not accept is kept and retried; the buffer remains bounded meanwhile.
        while ((_unsent ??= log.Take()) is { } batch)
        {
            await SendAsync(batch, stoppingToken);
            _unsent = null;
        }

        return TimeSpan.Zero;
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        while ((_unsent ??= log.Take()) is { } batch)
        {
            await database.WriteAsync((unit, _) => { unit.Send(batch); return Task.CompletedTask; }, cancellationToken);
            _unsent = null;
        }
    }

    private async Task SendAsync(WriteExecutionLogs batch, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(BrokerPatience);
        var endpoint = await bus.GetSendEndpoint(new($"exchange:{Queues.Of(typeof(WriteCompressedExecutionLogs))}"));
        await endpoint.Send(
            WriteCompressedExecutionLogs.Of(batch), Pipe.Execute<SendContext<WriteCompressedExecutionLogs>>(Mandatory), patience.Token);
    }

    private static void Mandatory(SendContext<WriteCompressedExecutionLogs> context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
