using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class FleetMetricsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Measurements _measurements = new();
    private readonly FleetMetrics _metrics;

    public FleetMetricsTests() => _metrics = new(_measurements, _time);

    public void Dispose() => _measurements.Dispose();

    [Fact]
    public void A_sample_is_published_until_its_lease_expires()
    {
        _metrics.Show(
            Sample(), ConnectionBudget.Check(new FleetDescription { Services = [] }), _time.GetUtcNow() + TimeSpan.FromSeconds(15));

        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(1, Published());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, Published());
    }

    [Fact]
    public void A_process_without_the_lease_publishes_nothing()
    {
        _metrics.Show(Sample(), ConnectionBudget.Check(new FleetDescription { Services = [] }), DateTimeOffset.MaxValue);

        _metrics.Clear();

        Assert.Equal(0, Published());
    }

    private int Published()
    {
        var before = _measurements.Of("postgresql.connection.max").Count;
        _measurements.Observe();
        return _measurements.Of("postgresql.connection.max").Count - before;
    }

    private static ConnectionSample Sample() =>
        new(DateTimeOffset.UnixEpoch, new(100, 3, 0, 84), null, [], [], new(0, 0, 0), [], new(0, 0), []);
}
