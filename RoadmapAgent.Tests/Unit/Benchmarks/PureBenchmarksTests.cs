using RoadmapAgent.Benchmarks.Pure;

namespace RoadmapAgent.Tests.Unit.Benchmarks;

public sealed class PureBenchmarksTests
{
    private static readonly PureBenchmarks Benchmarks = new();

    [Fact]
    public void What_is_measured_is_what_its_name_says()
    {
        Assert.True(Benchmarks.AcceptedBudgetOf9000Services().Holds);
        var refused = Benchmarks.RefusedBudgetOf1000Services();
        Assert.False(refused.Holds);
        Assert.NotEmpty(refused.NearestSizes);
        Assert.NotNull(Benchmarks.PlanOf100Services());
        Assert.Contains("service_99", Benchmarks.PoolerFilesOf100Services().Ini, StringComparison.Ordinal);
        Assert.StartsWith("SCRAM-SHA-256$", Benchmarks.ScramVerifierOfAPassword(), StringComparison.Ordinal);
        Assert.NotNull(Benchmarks.DecisionAboutAStep());
    }
}
