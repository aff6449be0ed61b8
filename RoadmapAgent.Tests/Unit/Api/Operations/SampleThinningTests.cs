using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Api.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class SampleThinningTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Fact]
    public void A_day_is_kept_in_a_few_hundred_samples()
    {
        var samples = Day(i => i % 7);

        var kept = Keep(samples, Samples.Now);

        Assert.InRange(kept.Count, 450, 550);
        Assert.All(samples.Where(sample => Samples.Now - sample.At <= RecentSamples.Window), sample => Assert.Contains(sample, kept));
        Assert.InRange(kept.Count(sample => Samples.Now - sample.At <= TimeSpan.FromHours(1)), 215, 225);
        Assert.All(kept, sample => Assert.True(Samples.Now - sample.At <= TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_peak_of_the_last_day_is_never_lost() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 17_000)),
        peak => Assert.Contains(Keep(Day(i => i == peak ? 100 : 5), Samples.Now), sample => sample.Load == 100))
        .Check(PropertyCases.Of(20));

    [Fact]
    public void Thinning_again_and_again_keeps_no_more_than_thinning_once_and_loses_no_peak() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 1_000)),
        start =>
        {
            var samples = Day(i => ((i * 31) + start) % 97).Where(sample => Samples.Now - sample.At <= TimeSpan.FromHours(3)).ToList();
            var kept = new List<(DateTimeOffset At, long Load)>();
            foreach (var chunk in samples.Chunk(12))
            {
                kept = Keep([.. kept, .. chunk], chunk[^1].At);
            }

            kept = Keep(kept, Samples.Now);

            Assert.InRange(kept.Count, 1, Keep(samples, Samples.Now).Count + 2);
            Assert.Equal(samples.Max(sample => sample.Load), kept.Max(sample => sample.Load));
        }).Check(PropertyCases.Of(5));

    private static List<(DateTimeOffset At, long Load)> Day(Func<int, long> load) =>
        [.. Enumerable.Range(0, 18_000).Reverse().Select(i => (Samples.Now - (i * Interval), load(i)))];

    private static List<(DateTimeOffset At, long Load)> Keep(List<(DateTimeOffset At, long Load)> samples, DateTimeOffset now)
    {
        var surplus = SampleThinning.Surplus(samples, now);
        return [.. samples.Where(sample => !surplus.Contains(sample.At))];
    }
}
