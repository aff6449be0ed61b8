using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Sends stored messages to the broker, and leaves them to <see cref="OutboxCleanup"/>. It holds no connection while it waits for the
/// broker.
/// </summary>
internal sealed partial class OutboxRelay(
    ServiceDatabase database,
    IBus bus,
    MessageTypes types,
    OutboxCleanup cleanup,
    MessagingMetrics metrics,
    ILogger<OutboxRelay> logger)
{
    public const string SourceName = "RoadmapAgent.Messaging";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns the delay before a failed message is retried: 1, 2, 4 … 30 s with jitter, so that messages do not return all at once.
    /// </summary>
    internal static TimeSpan Backoff(int attempts, double spread) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Clamp(attempts - 1, 0, 10))) * (0.75 + (spread / 2)));

    /// <summary>Relays a batch. Messages that the broker does not accept stay stored and are retried later.</summary>
    public async Task RelayAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(BrokerPatience);
        var outcomes = await Task.WhenAll(messages.Select(message => TrySendAsync(message, patience.Token)));
        var sent = outcomes.Where(outcome => outcome.Error is null).Select(outcome => outcome.Message.MessageId).ToList();
        var failed = outcomes.Where(outcome => outcome.Error is not null).ToList();
        metrics.Relayed(sent.Count, started);

        cleanup.Add(sent);
        if (failed.Count > 0)
        {
            await PutBackAsync(failed);
        }

        Report(failed);
    }

    /// <summary>Sends a message; returns when the broker has accepted it.</summary>
    public async Task SendAsync(OutboxMessage stored, CancellationToken cancellationToken)
    {
        var (type, message) = types.Read(stored);
        ActivityContext.TryParse(stored.TraceParent, null, isRemote: true, out var parent);
        using var activity = Source.StartActivity($"relay {type.Name}", ActivityKind.Producer, parent);
        if (stored.Queue is null)
        {
            await bus.Publish(
                message, type, Pipe.Execute<PublishContext>(context => context.MessageId = stored.MessageId), cancellationToken);
            return;
        }

        // A queue's exchange exists only after its worker has declared it. Mandatory makes the broker return the message instead of
        // dropping it.
        var endpoint = await bus.GetSendEndpoint(new($"exchange:{stored.Queue}"));
        await endpoint.Send(
            message,
            type,
            Pipe.Execute<SendContext>(context =>
            {
                context.MessageId = stored.MessageId;
                if (stored.Redelivered > 0)
                {
                    context.Headers.Set(Redelivery.Header, stored.Redelivered);
                }

                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                {
                    rabbit.Mandatory = true;
                }
            }),
            cancellationToken);
    }

    /// <summary>Releases a batch to another process's sweep.</summary>
    public Task GiveBackAsync(IReadOnlyList<OutboxMessage> messages) => database.RunUngatedAsync<object?>(
        async (connection, ct) =>
        {
            await OutboxTable.ReleaseAsync(
                connection, messages.Select(message => message.MessageId), TimeSpan.Zero, "The process that wrote it ended.", ct);
            return null;
        },
        CancellationToken.None);

    // No caller's token: shutdown must not keep other processes from sending them.
    private Task<object?> PutBackAsync(List<(OutboxMessage Message, Exception? Error)> failed) => database.RunUngatedAsync<object?>(
        async (connection, ct) =>
        {
            foreach (var (message, error) in failed)
            {
                await (error is JsonException
                    ? OutboxTable.PoisonAsync(connection, message.MessageId, error.Message, ct)
                    : OutboxTable.ReleaseAsync(
                        connection, [message.MessageId], Backoff(message.Attempts, Random.Shared.NextDouble()), error!.Message, ct));
            }

            return null;
        },
        CancellationToken.None);

    private void Report(List<(OutboxMessage Message, Exception? Error)> failed)
    {
        foreach (var (message, error) in failed.Where(f => f.Error is JsonException))
        {
            metrics.Poisoned();
            LogSetAside(message.MessageId, message.MessageType, error!.Message);
        }

        var waiting = failed.Where(f => f.Error is not JsonException).ToList();
        if (waiting.Count > 0)
        {
            metrics.Failed(waiting.Count);
            LogNotAccepted(waiting.Count, waiting[0].Error!.Message);
        }
    }

    private async Task<(OutboxMessage Message, Exception? Error)> TrySendAsync(OutboxMessage stored, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(stored, cancellationToken);
            return (stored, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (stored, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of type {MessageType} was set aside: {Reason}")]
    private partial void LogSetAside(Guid messageId, string messageType, string reason);

    [LoggerMessage(LogLevel.Warning, "The broker did not accept {Count} message(s); they stay in the outbox: {Reason}")]
    private partial void LogNotAccepted(int count, string reason);
}
