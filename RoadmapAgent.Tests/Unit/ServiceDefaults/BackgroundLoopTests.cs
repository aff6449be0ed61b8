using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults;

public class BackgroundLoopTests
{
    public static TheoryData<Exception> Errors =>
    [
        new NpgsqlException("reset", new IOException()),
        new DatabaseSaturatedException(SaturationCause.PoolExhausted),
        new TimeoutException("a bare one, as the data source's first connection throws it"),
        new System.Data.DataException("wrapped", new IOException()),
        new OperationCanceledException("somebody else's token"),
        new InvalidOperationException("a defect"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task The_loop_survives_every_error_and_warns_once_per_outage(Exception error)
    {
        var log = new FakeLogger<BackgroundLoop>();
        var loop = new Loop(log, turn => turn is 1 or 2 or 4 ? throw error : turn < 6 ? TimeSpan.Zero : null);

        await loop.StartAsync(Cancellation);
        await loop.ExecuteTask!.WaitAsync(Cancellation);

        Assert.Equal(6, loop.Turns);
        Assert.Equal(3, loop.Failures);
        var expected = $"It failed; retrying: {error.Message}";
        Assert.Equal(
            [expected, expected], log.Collector.GetSnapshot().Where(line => line.Level == LogLevel.Warning).Select(line => line.Message));
        Assert.True(loop.ExecuteTask.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_loop_stops_with_the_process_even_during_a_pause()
    {
        var turned = new TaskCompletionSource();
        var loop = new Loop(new FakeLogger<BackgroundLoop>(), _ =>
        {
            turned.SetResult();
            return Timeout.InfiniteTimeSpan;
        });

        await loop.StartAsync(Cancellation);
        await turned.Task.WaitAsync(Cancellation);
        await loop.StopAsync(Cancellation);

        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(int.MaxValue, 5)]
    public void The_loop_backs_off_up_to_five_seconds(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PersistentWork.Backoff(failures));

    private sealed class Loop(ILogger logger, Func<int, TimeSpan?> turn) : BackgroundLoop(new ImpatientTime(), logger)
    {
        public int Turns { get; private set; }

        public int Failures { get; private set; }

        protected override string Failure => "It failed";

        protected override Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken) => Task.FromResult(turn(++Turns));

        protected override void OnFailed(Exception exception) => Failures++;
    }

    /// <summary>A clock whose finite delays elapse immediately.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
