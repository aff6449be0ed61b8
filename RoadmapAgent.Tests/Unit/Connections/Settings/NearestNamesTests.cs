using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.Tests.Unit.Connections.Settings;

public sealed class NearestNamesTests
{
    private static readonly string[] Services = ["api", "content", "logs", "workflow"];

    [Theory]
    [InlineData("contnt", "content")]
    [InlineData("CONTENT", "content")]
    [InlineData("cotnent", "content")]
    [InlineData("contentt", "content")]
    [InlineData("apo", "api")]
    [InlineData("work-flow", "workflow")]
    public void A_misspelt_name_is_recognized(string misspelt, string meant) =>
        Assert.Equal([meant], NearestNames.Of(misspelt, Services));

    [Theory]
    [InlineData("reports")]
    [InlineData("")]
    [InlineData("x")]
    public void A_name_that_is_like_none_has_no_nearest_one(string other) => Assert.Empty(NearestNames.Of(other, Services));

    [Fact]
    public void Names_that_are_equally_near_are_all_found() =>
        Assert.Equal(["Reserve", "Reserved"], NearestNames.Of("Reservee", ["Reserve", "Reserved", "Share"]));
}
