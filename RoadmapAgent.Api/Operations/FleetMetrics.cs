using System.Diagnostics.Metrics;
using RoadmapAgent.Broker;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Publishes the last sample as metrics. Only the holder of the lease does so, and no longer than the lease lasts, which gives every series
/// a single source.
/// </summary>
internal sealed class FleetMetrics
{
    public const string MeterName = "RoadmapAgent.Operations";

    private readonly TimeProvider _time;
    private volatile Shown? _shown;

    public FleetMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        // Named as in OpenTelemetry's PostgreSQL receiver where possible.
        Gauge(meter, "postgresql.backends", "{connection}", "Client backends by service and state.", Backends);
        Gauge(
            meter,
            "postgresql.connection.max",
            "{connection}",
            "PostgreSQL's max_connections.",
            shown => [new(shown.Sample.Server.MaxConnections)]);
        Gauge(meter, "pgbouncer.clients", "{connection}", "Clients of the pooler by service and state.", Clients);
        Gauge(
            meter,
            "pgbouncer.clients.max",
            "{connection}",
            "The pooler's max_client_conn.",
            shown => shown.Sample.Pooler is { } pooler ? [new(pooler.MaxClients)] : []);
        Gauge(
            meter,
            "roadmap_agent.pooler.share",
            "{connection}",
            "Elastic share of a service: at present, and its bounds.",
            shown => shown.Sample.Services.Where(s => s.MaximumShare is not null).SelectMany(s => new[]
            {
                Of(s.Share, ("service", s.Service), ("bound", "current")),
                Of(s.MinimumShare!.Value, ("service", s.Service), ("bound", "minimum")),
                Of(s.MaximumShare!.Value, ("service", s.Service), ("bound", "maximum")),
            }));
        Gauge(
            meter,
            "pgbouncer.wait_time.max",
            "s",
            "Longest time a client has been waiting, by service.",
            shown =>
                shown.Sample.Services.Where(s => s.LongestWaitSeconds is not null)
                    .Select(s => Of(s.LongestWaitSeconds!.Value, ("service", s.Service))));
        Counter(
            meter,
            "pgbouncer.transactions",
            "{transaction}",
            "Transactions forwarded by the pooler, by service.",
            shown =>
                shown.Sample.Services.Where(s => s.Transactions is not null)
                    .Select(s => Of(s.Transactions!.Value, ("service", s.Service))));
        Counter(
            meter,
            "pgbouncer.wait_time",
            "s",
            "Total time clients have waited for a server connection, by service.",
            shown =>
                shown.Sample.Services.Where(s => s.WaitedSeconds is not null)
                    .Select(s => Of(s.WaitedSeconds!.Value, ("service", s.Service))));
        // Named as in OpenTelemetry's RabbitMQ receiver.
        Gauge(meter, "rabbitmq.message.current", "{message}", "Messages waiting, by queue.", shown => Queues(shown).SelectMany(Messages));
        Gauge(
            meter,
            "rabbitmq.consumer.count",
            "{consumer}",
            "Consumers by queue.",
            shown => Queues(shown).Select(q => Of(q.Consumers, ("rabbitmq.queue.name", q.Queue))));
        Gauge(
            meter,
            "roadmap_agent.fleet.processes",
            "{process}",
            "Processes by service.",
            shown => shown.Sample.Services.Select(s => Of(s.Processes, ("service", s.Service))));
        Gauge(
            meter,
            "roadmap_agent.budget.demand",
            "{connection}",
            "Demand of each sum of the connection budget.",
            shown => Sums(shown).Select(line => Of(line.Demand, ("inequality", Name(line)))));
        Gauge(
            meter,
            "roadmap_agent.budget.limit",
            "{connection}",
            "Limit of each sum of the connection budget.",
            shown => Sums(shown).Select(line => Of(line.Limit!.Value, ("inequality", Name(line)))));
        Gauge(
            meter,
            "roadmap_agent.budget.headroom",
            "{connection}",
            "Headroom of each sum of the connection budget.",
            shown => Sums(shown).Select(line => Of(line.Headroom!.Value, ("inequality", Name(line)))));
        Gauge(
            meter,
            "roadmap_agent.outbox.backlog",
            "{message}",
            "Messages due and waiting for the broker.",
            shown => [new(shown.Sample.Messages.Backlog)]);
        Gauge(
            meter,
            "roadmap_agent.outbox.oldest",
            "s",
            "Time the oldest message has been waiting.",
            shown => [new(shown.Sample.Messages.OldestSeconds)]);
        Gauge(
            meter, "roadmap_agent.review.waiting", "{roadmap}", "Plans waiting for review.", shown => [new(shown.Sample.Reviews.Waiting)]);
        Gauge(
            meter,
            "roadmap_agent.review.oldest",
            "s",
            "Time the oldest plan has been waiting.",
            shown => [new(shown.Sample.Reviews.OldestSeconds)]);
        Gauge(
            meter,
            "roadmap_agent.findings",
            "{finding}",
            "Findings by level.",
            shown =>
                Enum.GetValues<FindingLevel>()
                    .Select(
                        level => Of(shown.Sample.Findings.Count(f => f.Level == level), ("level", level.ToString().ToLowerInvariant()))));
    }

    /// <summary>Publishes a sample until another one replaces it or its time is up.</summary>
    public void Show(ConnectionSample sample, BudgetResult budget, DateTimeOffset until) => _shown = new(sample, budget, until);

    public void Clear() => _shown = null;

    private Shown? Current => _shown is { } shown && _time.GetUtcNow() < shown.Until ? shown : null;

    private void Gauge(Meter meter, string name, string unit, string description, Func<Shown, IEnumerable<Measurement<double>>> measure) =>
        meter.CreateObservableGauge(name, () => Current is { } shown ? measure(shown) : [], unit, description);

    private void Counter(
        Meter meter, string name, string unit, string description, Func<Shown, IEnumerable<Measurement<double>>> measure) =>
        meter.CreateObservableCounter(name, () => Current is { } shown ? measure(shown) : [], unit, description);

    private static IReadOnlyList<QueueSample> Queues(Shown shown) => shown.Sample.Queues ?? [];

    private static IEnumerable<Measurement<double>> Backends(Shown shown) =>
    [
        .. shown.Sample.Services.SelectMany(s => s is { Backends: { } backends, Active: { } active, IdleInTransaction: { } idle }
            ? new[]
            {
                Of(active, ("service", s.Service), ("state", "active")),
                Of(idle, ("service", s.Service), ("state", "idle_in_transaction")),
                Of(backends - active - idle, ("service", s.Service), ("state", "idle")),
            }
            : []),
        Of(shown.Sample.Foreign.Sum(f => f.Count), ("service", "foreign"), ("state", "any")),
        Of(shown.Sample.Unattributed?.Sum(f => f.Count) ?? 0, ("service", "unattributed"), ("state", "any")),
    ];

    private static IEnumerable<Measurement<double>> Messages(QueueSample queue) =>
    [
        Of(queue.Waiting, ("rabbitmq.queue.name", queue.Queue), ("state", "ready")),
        Of(queue.Failed, ("rabbitmq.queue.name", ErrorQueues.Of(queue.Queue)), ("state", "ready")),
    ];

    private static IEnumerable<Measurement<double>> Clients(Shown shown) => shown.Sample.Services
        .Where(s => s.Clients is not null)
        .SelectMany(s => new[]
        {
            Of(s.Clients!.Value - s.Waiting!.Value, ("service", s.Service), ("state", "active")),
            Of(s.Waiting!.Value, ("service", s.Service), ("state", "waiting")),
        });

    private static IEnumerable<BudgetLine> Sums(Shown shown) =>
        shown.Budget.Lines.Where(line => line is { Limit: not null, Inequality: not BudgetInequality.Process });

    private static string Name(BudgetLine line) => line.Inequality.ToString().ToLowerInvariant();

    private static Measurement<double> Of(double value, params (string Key, string Value)[] attributes) =>
        new(value, attributes.Select(attribute => new KeyValuePair<string, object?>(attribute.Key, attribute.Value)));

    private sealed record Shown(ConnectionSample Sample, BudgetResult Budget, DateTimeOffset Until);
}
