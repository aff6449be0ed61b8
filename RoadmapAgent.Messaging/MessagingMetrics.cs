using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RoadmapAgent.Messaging;

/// <summary>Metrics of this process's outbox relay, and of messages that take more than one attempt.</summary>
internal sealed class MessagingMetrics
{
    public const string MeterName = "RoadmapAgent.Messaging";

    private readonly Counter<long> _relayed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _poisoned;
    private readonly Counter<long> _delayed;
    private readonly Counter<long> _resumed;
    private readonly Histogram<double> _duration;
    private long? _waitingForRedelivery;

    public MessagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _relayed = meter.CreateCounter<long>("roadmap_agent.outbox.relayed", "{message}", "Messages the broker has confirmed.");
        _failed = meter.CreateCounter<long>(
            "roadmap_agent.outbox.failed", "{message}", "Messages the broker did not accept; they are retried.");
        _poisoned = meter.CreateCounter<long>(
            "roadmap_agent.outbox.poisoned", "{message}", "Messages set aside because they could not be read.");
        _delayed = meter.CreateCounter<long>(
            "roadmap_agent.message.delayed", "{message}", "Messages put back into the outbox because of an outage.");
        _resumed = meter.CreateCounter<long>(
            "roadmap_agent.roadmap.resumed", "{roadmap}", "Roadmaps whose messages were lost and have been sent again.");
        _duration = meter.CreateHistogram<double>("roadmap_agent.outbox.relay.duration", "s", "Time to send a batch to the broker.");
        meter.CreateObservableGauge(
            "roadmap_agent.outbox.delayed",
            () => _waitingForRedelivery is { } waiting ? new Measurement<long>[] { new(waiting) } : [],
            "{message}",
            "Messages that wait in the outbox because of an outage. Only the reconciling process reports them.");
    }

    public void Relayed(int messages, long since)
    {
        _relayed.Add(messages);
        _duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    public void Failed(int messages) => _failed.Add(messages);

    public void Poisoned() => _poisoned.Add(1);

    public void Delayed(string queue) => _delayed.Add(1, Queue(queue));

    public void Resumed(string queue) => _resumed.Add(1, Queue(queue));

    /// <summary>Publishes the number of delayed messages; null while another process does.</summary>
    public void ShowWaitingForRedelivery(long? messages) => _waitingForRedelivery = messages;

    private static KeyValuePair<string, object?> Queue(string queue) => new("rabbitmq.queue.name", queue);
}
