using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RoadmapAgent.Messaging;

/// <summary>Metrics of this process's outbox relay.</summary>
internal sealed class MessagingMetrics(IMeterFactory meters)
{
    public const string MeterName = "RoadmapAgent.Messaging";

    private readonly Counter<long> _relayed = meters.Create(MeterName)
        .CreateCounter<long>("roadmap_agent.outbox.relayed", "{message}", "Messages the broker has confirmed.");
    private readonly Counter<long> _failed = meters.Create(MeterName)
        .CreateCounter<long>("roadmap_agent.outbox.failed", "{message}", "Messages the broker did not accept; they are retried.");
    private readonly Counter<long> _poisoned = meters.Create(MeterName)
        .CreateCounter<long>("roadmap_agent.outbox.poisoned", "{message}", "Messages set aside because they could not be read.");
    private readonly Histogram<double> _duration = meters.Create(MeterName)
        .CreateHistogram<double>("roadmap_agent.outbox.relay.duration", "s", "Time to send a batch to the broker.");

    private readonly Counter<long> _delayed = meters.Create(MeterName)
        .CreateCounter<long>("roadmap_agent.message.delayed", "{message}", "Messages put back into the outbox because of an outage.");

    public void Relayed(int messages, long since)
    {
        _relayed.Add(messages);
        _duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    public void Failed(int messages) => _failed.Add(messages);

    public void Poisoned() => _poisoned.Add(1);

    public void Delayed(string queue) => _delayed.Add(1, new KeyValuePair<string, object?>("rabbitmq.queue.name", queue));
}
