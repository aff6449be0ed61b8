using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class TelemetryTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly string[] Services = ["api", "logs", "content", "workflow"];

    [Fact]
    public async Task One_trace_spans_the_request_the_outbox_the_workflow_and_the_content()
    {
        var id = await fleet.CreateAsync("Learn Go");
        await fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(3), "completed");

        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"no trace had all of it; there are {fleet.Telemetry.Spans.Count} spans",
            () => Task.FromResult(fleet.Telemetry.Spans.ToArray().GroupBy(span => span.TraceId).Any(trace =>
                trace.Any(span => span is { Service: "api", ParentSpanId: "" } && span.Name.StartsWith("POST", StringComparison.Ordinal))
                && trace.Any(span => span.Service == "api" && span.Name.Contains("roadmap-workflow", StringComparison.Ordinal))
                && trace.Any(span => span.Service == "workflow" && span.Name.Contains("content-generation", StringComparison.Ordinal))
                && trace.Any(span => span.Service == "content")
                && trace.All(span => span.ParentSpanId == "" || trace.Any(parent => parent.SpanId == span.ParentSpanId)))));
    }

    [Fact]
    public async Task Every_service_reports_its_connection_pool_metrics()
    {
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn Go"), TimeSpan.FromMinutes(3), "completed");
        string[] metrics =
        [
            "db.client.connection.count",
            "db.client.connection.max",
            "db.client.connection.wait_time",
            "db.client.connection.use_time",
        ];

        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => "only these were reported: "
                + string.Join(", ", fleet.Telemetry.Metrics.Keys.Where(key => metrics.Contains(key.Metric))),
            () => Task.FromResult(
                Services.All(service => metrics.All(metric => fleet.Telemetry.Metrics.ContainsKey((service, metric))))));
    }

    [Fact]
    public async Task Database_polling_creates_no_root_spans()
    {
        const int Enough = 3;
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"{fleet.Telemetry.Monitors.Count} measurements came",
            () => Task.FromResult(fleet.Telemetry.Monitors.Count >= Enough));

        // Pools may open connections at any time, but outside a trace that is rare and worth reporting.
        Assert.DoesNotContain(fleet.Telemetry.Spans, span => span is { ParentSpanId: "", Name: "postgresql" or "CONNECT roadmap" });
    }

    [Fact]
    public async Task Every_service_sends_its_logs_and_every_replica_has_its_own_instance_id()
    {
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"only {string.Join(", ", fleet.Telemetry.Logging.Keys)} sent logs",
            () => Task.FromResult(Services.All(fleet.Telemetry.Logging.ContainsKey)));

        Assert.Equal(2, fleet.Telemetry.Instances.Keys.Count(instance => instance.Service == "content"));
        Assert.Equal(1, fleet.Telemetry.Instances.Keys.Count(instance => instance.Service == "api"));
    }
}
