using RoadmapAgent.Benchmarks.Bench;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Bench;

public sealed class BenchOptionsTests
{
    private static readonly BenchOptions Full = new(Quick: false, [], Against: null, Output: null, NewerPgBouncer: null);

    [Fact]
    public void Only_a_full_run_is_stored_in_the_repository_unless_it_is_said_where()
    {
        Assert.Equal("docs/benchmarks", Full.Directory);
        Assert.Equal("artifacts/bench", (Full with { Quick = true }).Directory);
        Assert.Equal("artifacts/bench", (Full with { Only = ["list"] }).Directory);
        Assert.Equal("/srv/runs", (Full with { Quick = true, Output = new("/srv/runs") }).Directory);
    }

    [Fact]
    public void All_measurements_are_taken_unless_some_are_named()
    {
        Assert.True(Full.Includes("list"));
        Assert.True((Full with { Only = ["list"] }).Includes("list"));
        Assert.False((Full with { Only = ["list"] }).Includes("logs"));
    }
}
