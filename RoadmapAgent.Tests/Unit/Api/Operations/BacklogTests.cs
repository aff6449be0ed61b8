using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Api.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class BacklogTests
{
    [Theory]
    [InlineData(3739, 10, 374, "Degraded")]
    [InlineData(3739, 40, 93, null)]
    [InlineData(3739, 1, 3739, "Unhealthy")]
    [InlineData(60, 0.2, 300, "Degraded")]
    public void A_queue_that_is_shrinking_is_judged_by_the_time_until_it_is_empty(
        long waiting, double perSecond, double seconds, string? level)
    {
        var backlog = Of(TimeSpan.FromMinutes(5), waiting, age => waiting + (long)Math.Round(perSecond * age.TotalSeconds));

        Assert.InRange(backlog.TimeToEmpty!.Value.TotalSeconds, seconds - 2, seconds + 2);
        Assert.Equal(level, backlog.Level?.ToString());
    }

    [Theory]
    [InlineData(2, "Degraded")]
    [InlineData(10, "Unhealthy")]
    public void A_queue_that_is_not_shrinking_is_worse_the_longer_it_lasts(int minutes, string level)
    {
        foreach (var growth in new[] { 0.0, 3.0 })
        {
            var backlog = Of(TimeSpan.FromMinutes(minutes), 5000, age => 5000 - (long)(growth * age.TotalSeconds));

            Assert.Null(backlog.TimeToEmpty);
            Assert.Equal(level, backlog.Level.ToString());
        }
    }

    [Fact]
    public void Nothing_is_said_about_a_rate_before_it_is_known()
    {
        Assert.Null(Of(TimeSpan.Zero, 5000, _ => 5000).Level);
        Assert.Null(Of(TimeSpan.FromSeconds(10), 5000, _ => 5000).Level);
        Assert.NotNull(Of(TimeSpan.FromSeconds(25), 5000, _ => 5000).Level);
    }

    [Fact]
    public void Samples_of_an_earlier_run_say_nothing_about_the_present_rate() =>
        Assert.Null(Backlog.Of(Samples.Now, 5000, [(Samples.Now.AddMinutes(-8), 5000)]).Level);

    [Fact]
    public void Few_messages_are_never_a_backlog() => Prop.ForAll(
        Arb.From(
            from waiting in Gen.Choose(0, (int)Backlog.Least - 1)
            from earlier in Gen.Choose(0, 100_000).ListOf()
            select (waiting, earlier)),
        one => Assert.Null(Backlog.Of(
            Samples.Now,
            one.waiting,
            [.. one.earlier.Select((count, i) => (Samples.Now.AddSeconds(-5 * (one.earlier.Count - i)), (long)count))]).Level))
        .QuickCheckThrowOnFailure();

    private static Backlog Of(TimeSpan history, long waiting, Func<TimeSpan, long> earlier) => Backlog.Of(
        Samples.Now,
        waiting,
        [
            .. Samples.Before(history, age => Samples.At(Samples.Now - age, waiting: earlier(age)))
                .Select(sample => (sample.At, sample.Queues![0].Waiting)),
        ]);
}
