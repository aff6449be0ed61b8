using System.Globalization;
using MassTransit;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Hands messages whose consumer failed, after its own retries, to <see cref="Recovery"/>. The fleet is awake until they are handled.
/// </summary>
internal sealed class RecoveryFilter<T>(Lazy<Recovery> recovery, FleetActivity activity) : IFilter<ConsumeContext<T>> where T : class
{
    // Set by quorum queues: https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
    private const string DeliveryCount = "x-delivery-count";

    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        using var running = activity.Begin();
        if (Deliveries(context) >= Redelivery.MaxDeliveries)
        {
            if (await recovery.Value.FailAsync(context, FailureReason.WorkerEnded))
            {
                throw new MessageException(typeof(T), FailureReason.WorkerEnded);
            }

            return;
        }

        try
        {
            await next.Send(context);
        }
        catch (Exception e) when (e is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            if (!await recovery.Value.RecoverAsync(context, e))
            {
                throw;
            }
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("recovery");

    private static long Deliveries(ConsumeContext<T> context) =>
        context.ReceiveContext.TransportHeaders.TryGetHeader(DeliveryCount, out var count)
        && long.TryParse(Convert.ToString(count, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var deliveries)
            ? deliveries
            : 0;
}
