using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Takes care of messages that their consumer could not handle: after an outage they return later by way of the outbox; if they can never
/// succeed, their owner is told before they move to the error queue.
/// </summary>
internal sealed partial class Recovery(
    IRecoveryActions actions,
    SchemaReadiness schema,
    MessagingMetrics metrics,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Recovery> logger)
{
    // Less than the broker's consumer_timeout of 30 minutes, after which it closes the channel:
    // https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout
    internal static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(20);

    /// <summary>Decides how a message goes on, and makes sure that it does before it is acknowledged.</summary>
    /// <returns>False if the message can never succeed and belongs in the error queue.</returns>
    /// <exception cref="OperationCanceledException">The process is ending; the broker delivers the message to another one.</exception>
    public async Task<bool> RecoverAsync<T>(ConsumeContext<T> context, Exception error) where T : class
    {
        var redelivered = Redelivered(context);
        if (Redelivery.IsHopeless(ErrorClassifier.Classify(error, schema.IsComplete), redelivered))
        {
            return !await FailAsync(context, FailureReason.Of(error));
        }

        var delay = Redelivery.Delay(redelivered, Random.Shared.NextDouble());
        if (await HoldAsync(context, ct => actions.DelayAsync(context.Message, delay, redelivered + 1, ct)))
        {
            metrics.Delayed(context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1]);
            LogDelayed(context.Message.ToString(), delay, redelivered + 1, error.Message);
        }

        return true;
    }

    /// <summary>Tells the owner of a message that it can never succeed.</summary>
    /// <returns>False if that was not possible: the message is delivered again.</returns>
    public async Task<bool> FailAsync<T>(ConsumeContext<T> context, string reason) where T : class
    {
        var told = await HoldAsync(context, ct => actions.FailAsync(context.Message, reason, ct));
        if (told)
        {
            LogFailed(context.Message.ToString(), reason);
        }

        return told;
    }

    /// <summary>
    /// Holds the message while the database is down, which also keeps this process from fetching further ones. If that takes too long, the
    /// message returns to the end of its queue as a copy: the broker would count a returned message as one that kills its consumers.
    /// </summary>
    private async Task<bool> HoldAsync<T>(ConsumeContext<T> context, Func<CancellationToken, Task> store) where T : class
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var started = time.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            try
            {
                await store(ending.Token);
                return true;
            }
            catch (Exception e) when (
                !ending.IsCancellationRequested && ErrorClassifier.Classify(e, schema.IsComplete) is not ErrorKind.OwnFault)
            {
                LogHeld(failures == 1 ? LogLevel.Warning : LogLevel.Debug, context.Message.ToString(), e.Message);
            }

            if (time.GetElapsedTime(started) >= LongestHold)
            {
                await actions.ReturnAsync(context.Message, Redelivered(context), ending.Token);
                return false;
            }

            await Task.Delay(PersistentWork.Backoff(failures), time, ending.Token);
        }
    }

    private static int Redelivered(ConsumeContext context) => context.Headers.Get<int>(Redelivery.Header) ?? 0;

    [LoggerMessage(LogLevel.Warning, "{Message} is delayed by {Delay} (number {Count}): {Reason}")]
    private partial void LogDelayed(string? message, TimeSpan delay, int count, string reason);

    [LoggerMessage(LogLevel.Error, "{Message} cannot be handled and moves to the error queue: {Reason}")]
    private partial void LogFailed(string? message, string reason);

    [LoggerMessage("{Message} is held while nothing can be stored: {Reason}")]
    private partial void LogHeld(LogLevel level, string? message, string reason);
}
