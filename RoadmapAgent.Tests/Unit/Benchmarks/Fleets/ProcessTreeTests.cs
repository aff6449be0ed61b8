using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Fleets;

public sealed class ProcessTreeTests
{
    [Theory]
    [InlineData("4711 (dotnet) S 42 4711 4711 0 -1 4194304 100 200 0 0 150 50 25 75 20 0 12 0 1 2 3")]
    [InlineData("4711 (a (very) odd name) S 42 4711 4711 0 -1 4194304 100 200 0 0 150 50 25 75 20 0 12 0 1 2 3")]
    public void The_parent_and_the_time_of_a_process_and_its_ended_children_are_read(string stat) =>
        Assert.Equal((42, 3.0), ProcessTree.Parse(stat));

    [Fact]
    public void This_process_is_found_with_its_memory_and_its_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processor time and memory are read from /proc, which only Linux has.");

        var tree = ProcessTree.Read();

        Assert.True(tree.CpuSeconds([Environment.ProcessId]) > 0);
        Assert.True(ProcessTree.ProportionalMegabytes(Environment.ProcessId) > 1);
        Assert.NotEmpty(ProcessTree.EnvironmentOf(Environment.ProcessId));
    }
}
