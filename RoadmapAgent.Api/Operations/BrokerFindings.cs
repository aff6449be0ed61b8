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
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Waiting(outbox.Backlog)} in the outbox, the oldest for {outbox.OldestSeconds:0} s; is the broker available?"));
        }

        if (outbox.Poisoned > 0)
        {
            yield return new(
                FindingLevel.Degraded,
                "outbox",
                $"{FindingText.Count(outbox.Poisoned, "message")} could not be read "
                + $"and {(outbox.Poisoned == 1 ? "was" : "were")} set aside.");
        }
    }

    /// <summary>Returns the findings about the queues, which are null if the broker did not respond.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<QueueSample>? queues)
    {
        if (queues is null)
        {
            yield return new(FindingLevel.Degraded, "broker", "The broker does not report how many messages are waiting.");
            yield break;
        }

        foreach (var queue in queues)
        {
            if (queue is { Waiting: > 0, Consumers: 0 })
            {
                yield return new(
                    FindingLevel.Unhealthy, queue.Service, $"{Waiting(queue.Waiting)} in {queue.Queue}, which has no consumer.");
            }

            if (queue.Failed > 0)
            {
                yield return new(
                    FindingLevel.Degraded,
                    queue.Service,
                    $"{FindingText.Count(queue.Failed, "message")} of {queue.Queue} could not be handled "
                    + $"and {(queue.Failed == 1 ? "is" : "are")} in its error queue.");
            }
        }
    }

    private static string Waiting(long messages) => $"{FindingText.Count(messages, "message")} {(messages == 1 ? "is" : "are")} waiting";
}
