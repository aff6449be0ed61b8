using System.Diagnostics.Metrics;

namespace RoadmapAgent.Data.Transactions;

/// <summary>Counts new and duplicate messages.</summary>
internal sealed class InboxMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _messages = meters.Create(DataTelemetry.MeterName).CreateCounter<long>(
        "roadmap_agent.inbox.messages", "{message}", "Messages whose effects were stored, or had already been stored.");

    public void Handled(string consumer, bool first) =>
        _messages.Add(1, new KeyValuePair<string, object?>("consumer", consumer), new KeyValuePair<string, object?>("duplicate", !first));
}
