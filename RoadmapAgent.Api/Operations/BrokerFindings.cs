using System.Globalization;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Checks the messages that wait in the outbox and at the broker.</summary>
internal static class BrokerFindings
{
    private static readonly TimeSpan OldMessage = TimeSpan.FromMinutes(1);

    /// <summary>Returns the findings about the outbox.</summary>
    public static IEnumerable<Finding> Of(OutboxSample outbox)
    {
        if (outbox.OldestSeconds >= OldMessage.TotalSeconds)
        {
            yield return new(
                FindingLevel.Degraded,
                "outbox",
                FindingKind.OutboxWaiting,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Waiting(outbox.Backlog)} in the outbox, the oldest for {outbox.OldestSeconds:0} s; is the broker available?"));
        }

        if (outbox.Poisoned > 0)
        {
            yield return new(
                FindingLevel.Degraded,
                "outbox",
                FindingKind.UnreadableMessages,
                $"{FindingText.Count(outbox.Poisoned, "message")} could not be read "
                + $"and {(outbox.Poisoned == 1 ? "was" : "were")} set aside.");
        }
    }

    /// <summary>Returns the findings about the queues of a sample, which are null if the broker did not respond.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="history">The samples before, oldest first.</param>
    public static IEnumerable<Finding> Of(ConnectionSample sample, IReadOnlyList<ConnectionSample> history) => sample.Queues is null
        ? [
            new(
                FindingLevel.Degraded,
                "broker",
                FindingKind.BrokerSilent,
                "The broker does not report how many messages are waiting."),
        ]
        : sample.Queues.SelectMany(queue => Of(queue, Backlog.Of(sample.At, queue.Waiting, Earlier(queue.Queue, history))));

    private static IEnumerable<Finding> Of(QueueSample queue, Backlog backlog)
    {
        if (queue is { Waiting: > 0, Consumers: 0 })
        {
            yield return new(
                FindingLevel.Unhealthy,
                queue.Service,
                FindingKind.NoConsumer,
                $"{Waiting(queue.Waiting)} in {queue.Queue}, which has no consumer.");
        }
        else if (backlog.Level is { } level)
        {
            yield return new(
                level,
                queue.Service,
                FindingKind.Backlog,
                $"{Waiting(queue.Waiting)} in {queue.Queue}, "
                + (backlog.TimeToEmpty is { } time
                    ? $"which takes {FindingText.Age(time)} to empty at the present rate."
                    : "and their number is not falling."));
        }

        if (queue.Failed > 0)
        {
            yield return new(
                FindingLevel.Degraded,
                queue.Service,
                FindingKind.FailedMessages,
                $"{FindingText.Count(queue.Failed, "message")} of {queue.Queue} could not be handled "
                + $"and {(queue.Failed == 1 ? "is" : "are")} in its error queue.");
        }
    }

    private static List<(DateTimeOffset At, long Waiting)> Earlier(string queue, IReadOnlyList<ConnectionSample> history) =>
    [
        .. from sample in history
           from earlier in sample.Queues ?? []
           where earlier.Queue == queue
           select (sample.At, earlier.Waiting),
    ];

    private static string Waiting(long messages) => $"{FindingText.Count(messages, "message")} {(messages == 1 ? "is" : "are")} waiting";
}
