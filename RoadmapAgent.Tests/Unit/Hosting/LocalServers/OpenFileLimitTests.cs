using RoadmapAgent.Hosting.LocalServers;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers;

public sealed class OpenFileLimitTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 524288)]
    [InlineData(
        "Limit                     Soft Limit           Hard Limit           Units     \n"
        + "Max open files            256                  4096                 files     \n",
        4096)]
    [InlineData("Max open files            1024                 9223372036854775807  files     ", int.MaxValue)]
    public void The_hard_limit_of_open_files_is_used(string limits, int expected) => Assert.Equal(expected, OpenFileLimit.Hard(limits));

    [Theory]
    [InlineData("Max open files            1024                 unlimited            files     ")]
    [InlineData("Max processes             95848                95848                processes ")]
    [InlineData("Max open files")]
    [InlineData("")]
    public void The_limit_is_unknown_without_a_number(string limits) => Assert.Null(OpenFileLimit.Hard(limits));

    [Fact]
    public void The_limit_of_this_machine_is_positive_or_unknown()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");

        Assert.True(OpenFileLimit.OfThisMachine() is null or > 0);
    }
}
