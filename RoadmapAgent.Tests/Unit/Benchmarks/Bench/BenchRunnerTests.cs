using RoadmapAgent.Benchmarks.Bench;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Measurements;
using RoadmapAgent.Benchmarks.Results;
using ProductMeasurement = RoadmapAgent.Benchmarks.Measurements.Measurement;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Bench;

public sealed class BenchRunnerTests
{
    [Fact]
    public async Task Every_measurement_is_read_as_often_as_the_scale_says_and_summed_up()
    {
        var runner = new BenchRunner(Scale.Quick with { Rounds = 3 }, new Progress<string>());

        await runner.RunAsync([new Fixed("a", round => new(round, 10) { Details = Detail(round) })], TestContext.Current.CancellationToken);

        var result = Assert.Single(runner.Results);
        Assert.Equal([0, 1, 2], result.Values);
        Assert.Equal([10, 10, 10], result.BaselineValues);
        Assert.Equal(2, result.Details["twice"]);
        Assert.Empty(runner.Omissions);
    }

    [Fact]
    public async Task A_measurement_that_fails_is_an_omission_with_its_reason_and_the_others_go_on()
    {
        var runner = new BenchRunner(Scale.Quick, new Progress<string>());

        await runner.RunAsync(
            [new Fixed("a", _ => throw new InvalidOperationException("There is no lever.")), new Fixed("b", _ => new(1))],
            TestContext.Current.CancellationToken);

        Assert.Equal(new Omission("a", "There is no lever."), Assert.Single(runner.Omissions));
        Assert.Equal("b", Assert.Single(runner.Results).Name);
    }

    [Fact]
    public async Task An_interruption_is_not_an_omission()
    {
        using var stop = new CancellationTokenSource();
        var runner = new BenchRunner(Scale.Quick, new Progress<string>());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(
            [
                new Fixed("a", _ => new(1)),
                new Fixed("b", _ =>
                {
                    stop.Cancel();
                    throw new OperationCanceledException();
                }),
            ],
            stop.Token));

        Assert.Equal("a", Assert.Single(runner.Results).Name);
        Assert.Empty(runner.Omissions);
    }

    private static Dictionary<string, double> Detail(int round) => new() { ["twice"] = 2 * round };

    private sealed class Fixed(string name, Func<int, Reading> read) : ProductMeasurement
    {
        public override string Name => name;

        public override string Title => name;

        public override string Unit => "s";

        public override Target Target => Target.AtMost(1);

        public override string Baseline => "something";

        public override FleetKind? Fleet => null;

        public override Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken) => Task.FromResult(read(round.Number));
    }
}
