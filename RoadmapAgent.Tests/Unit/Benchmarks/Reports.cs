using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Tests.Unit.Benchmarks;

/// <summary>Runs for tests.</summary>
internal static class Reports
{
    public static readonly Machine Machine = new(
        "a processor", 2, 24.1, 0.3, "Debian 12", ".NET 10", "PostgreSQL 15.18", "PgBouncer 1.18", "RabbitMQ 3.10", "abc1234");

    public static BenchReport Of(params Result[] results) => new(
        new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero), Quick: false, Machine, results, [new("saving-newer", "there is none.")]);

    public static Result Seconds(double[] values, Target target, string name = "start") =>
        new(name, "Cold start", "s", target, values, Baseline: null, [], new Dictionary<string, double> { ["detail, ms"] = 3 });

    public static Result Ratio(double[] values, double[] baseline, string name = "list") =>
        new(name, "Pages", "1/s", Target.RatioAtLeast(0.5), values, "one <roadmap> & more", baseline, new Dictionary<string, double>());
}
