using System.Globalization;
using RoadmapAgent.Api.Progress;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class FeedLogTests
{
    [Theory]
    [InlineData("1 2 3 4", 0, 0)]
    [InlineData("1 2 3 4", 3, 3)]
    [InlineData("1 2 3 4", 4, 4)]
    // The oldest events are gone.
    [InlineData("7 8 9", 0, 0)]
    [InlineData("7 8 9", 6, 0)]
    [InlineData("7 8 9", 8, 2)]
    // Some were never stored.
    [InlineData("1 2 6 7", 2, 2)]
    [InlineData("1 2 6 7", 4, 2)]
    [InlineData("1 2 6 7", 6, 3)]
    public void A_watcher_continues_after_the_last_event_it_has(string events, long after, int index)
    {
        var log = new FeedLog([], 0, Ended: false).With(
            [.. events.Split(' ').Select(id => new FeedEvent(long.Parse(id, CultureInfo.InvariantCulture), false, default))]);

        Assert.Equal(index, log.IndexAfter(after));
    }

    [Fact]
    public void A_roadmap_whose_events_are_gone_has_nothing_after_any_of_them() =>
        Assert.Equal(0, new FeedLog([], 57, Ended: true).IndexAfter(12));
}
