using RoadmapAgent.Hosting.LocalServers;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers;

public sealed class OpenFileLimitTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 524288)]
    [InlineData("Limit                     Soft Limit           Hard Limit           Units     \nMax open files            256                  4096                 files     \n", 4096)]
    [InlineData("Max open files            1024                 9223372036854775807  files     ", int.MaxValue)]
    public void What_a_process_may_raise_its_limit_to_counts(string limits, int expected) => Assert.Equal(expected, OpenFileLimit.Hard(limits));

    [Theory]
    [InlineData("Max open files            1024                 unlimited            files     ")]
    [InlineData("Max processes             95848                95848                processes ")]
    [InlineData("Max open files")]
    [InlineData("")]
    public void Without_a_number_it_is_not_known(string limits) => Assert.Null(OpenFileLimit.Hard(limits));

    [Fact]
    public void This_machine_says_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");

        Assert.True(OpenFileLimit.OfThisMachine() is null or > 0);
    }
}
