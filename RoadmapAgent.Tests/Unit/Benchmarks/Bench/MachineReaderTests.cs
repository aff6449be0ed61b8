using RoadmapAgent.Benchmarks.Bench;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Bench;

public sealed class MachineReaderTests
{
    [Theory]
    [InlineData("cpu  100 0 100 800 0 0 0 0 0 0", "cpu  110 5 115 850 10 5 0 5 0 0", 0.4)]
    [InlineData("cpu  1 2 3 4 5 6 7 8 0 0", "cpu  1 2 3 4 5 6 7 8 0 0", 0)]
    [InlineData("cpu  1 2 3 4 5 6 7 8", "cpu  1 2 3 104 5 6 7 8", 0)]
    public void A_machine_is_as_busy_as_its_cores_are_not_idle_and_not_waiting_for_disks(string before, string after, double busy) =>
        Assert.Equal(busy, MachineReader.Busy($"{before}\ncpu0 …", $"{after}\ncpu0 …"), precision: 9);
}
