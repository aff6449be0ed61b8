using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Domain.ExecutionLogs;

/// <summary>
/// Ships buffered lines to the logs worker, one message for up to 500 of them. What is left when the process ends goes through the outbox,
/// because the bus has stopped by then.
/// </summary>
internal sealed class ExecutionLogShipping(ExecutionLog log, IBus bus, ServiceDatabase database, TimeProvider time, ILogger<ExecutionLogShipping> logger) : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(10);

    private WriteExecutionLogs? _unsent;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            while ((_unsent ?? log.Take()) is { } batch)
            {
                _unsent = null;
                await database.WriteAsync((unit, _) => { unit.Send(Queues.Logs, batch); return Task.CompletedTask; }, cancellationToken);
            }
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or DatabaseSaturatedException or OperationCanceledException)
        {
            logger.LogWarning("The last execution logs could not be handed over: {Reason}", e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await log.WaitAsync(stoppingToken))
            {
                await Task.Delay(Gathering, time, stoppingToken);
                await ShipAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync sees to the rest.
        }
    }

    private async Task ShipAsync(CancellationToken cancellationToken)
    {
        while ((_unsent ??= log.Take()) is { } batch)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(BrokerPatience);
            try
            {
                var endpoint = await bus.GetSendEndpoint(new($"exchange:{Queues.Logs}"));
                await endpoint.Send(batch, Pipe.Execute<SendContext<WriteExecutionLogs>>(Mandatory), patience.Token);
                _unsent = null;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // The batch stays here and is tried again with the next lines; meanwhile the buffer's bound holds.
                logger.LogWarning("The broker did not take {Count} execution logs; they are tried again: {Reason}", batch.Entries.Count, e.Message);
                return;
            }
        }
    }

    private static void Mandatory(SendContext<WriteExecutionLogs> context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
