using RoadmapAgent.Benchmarks.Measurements;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Measurements;

public sealed class RoundTests
{
    [Theory]
    [InlineData(0, "ours baseline")]
    [InlineData(1, "baseline ours")]
    [InlineData(2, "ours baseline")]
    public async Task The_baseline_comes_first_every_second_round(int number, string order)
    {
        var called = new List<string>();

        var (ours, baseline) = await new Round(number, Scale.Quick, Running: null).InterleavedAsync(
            () => CallAsync("ours"), () => CallAsync("baseline"));

        Assert.Equal(("ours", "baseline"), (ours, baseline));
        Assert.Equal(order, string.Join(' ', called));

        Task<string> CallAsync(string name)
        {
            called.Add(name);
            return Task.FromResult(name);
        }
    }

    [Fact]
    public async Task A_load_that_several_measurements_look_at_is_offered_once_a_round()
    {
        var offers = 0;
        var load = new OncePerRound<int>((_, _) => Task.FromResult(++offers));
        var (first, second) = (new Round(0, Scale.Quick, Running: null), new Round(1, Scale.Quick, Running: null));

        Assert.Equal(1, await load.OfAsync(first, TestContext.Current.CancellationToken));
        Assert.Equal(1, await load.OfAsync(first, TestContext.Current.CancellationToken));
        Assert.Equal(2, await load.OfAsync(second, TestContext.Current.CancellationToken));
        Assert.Equal(1, await load.OfAsync(first, TestContext.Current.CancellationToken));
    }
}
