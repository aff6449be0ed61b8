using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Metrics that Npgsql does not provide: connection wait and use times, gate wait time, and saturation by cause.</summary>
internal sealed class DatabaseMetrics
{
    public const string MeterName = "RoadmapAgent.Database";

    // Named after OpenTelemetry's semantic conventions for database clients; Npgsql has no such instruments.
    private readonly Histogram<double> _waitTime;
    private readonly Histogram<double> _useTime;
    private readonly Histogram<double> _gateWaitTime;
    private readonly UpDownCounter<int> _gateWaiting;
    private readonly Counter<long> _saturation;
    private readonly KeyValuePair<string, object?> _pool;

    public DatabaseMetrics(IMeterFactory meters, IOptions<DatabaseOptions> options)
    {
        var meter = meters.Create(MeterName);
        var buckets = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] };
        _waitTime = meter.CreateHistogram(
            "db.client.connection.wait_time", "s", "Time to obtain an open connection from the pool.", advice: buckets);
        _useTime = meter.CreateHistogram(
            "db.client.connection.use_time", "s", "Time between borrowing a connection and returning it.", advice: buckets);
        _gateWaitTime = meter.CreateHistogram(
            "roadmap_agent.database.gate.wait_time", "s", "Time a unit of work waited for the gate.", advice: buckets);
        _gateWaiting = meter.CreateUpDownCounter<int>(
            "roadmap_agent.database.gate.waiting", "{unit}", "Units of work waiting for the gate.");
        _saturation = meter.CreateCounter<long>(
            "roadmap_agent.database.saturation", "{error}", "Times the database was saturated, by cause.");
        _pool = new("db.client.connection.pool.name", options.Value.Service);
    }

    public void Waited(long since) => _waitTime.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, _pool);

    public void Used(long since) => _useTime.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, _pool);

    public void GateWaitStarted() => _gateWaiting.Add(1, _pool);

    public void GateWaitEnded(TimeSpan waited)
    {
        _gateWaiting.Add(-1, _pool);
        _gateWaitTime.Record(waited.TotalSeconds, _pool);
    }

    public void Saturated(SaturationCause cause) => _saturation.Add(1, _pool, new("cause", cause.ToTag()));
}
