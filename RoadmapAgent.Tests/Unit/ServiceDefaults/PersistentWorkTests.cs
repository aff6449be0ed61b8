using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults;

public sealed class PersistentWorkTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_repeated_with_growing_pauses_until_it_succeeds_and_an_outage_is_reported_once()
    {
        var tried = 0;
        var work = new PersistentWork(() => "It failed", _time, _log);

        var done = work.UntilDoneAsync(
            _ => ++tried < 6 ? Task.FromException(new TimeoutException("no answer")) : Task.CompletedTask, Cancellation);

        foreach (var (pause, expected) in new[] { (1, 2), (2, 3), (4, 4), (5, 5), (5, 6) })
        {
            Assert.Equal(expected - 1, tried);
            _time.Advance(TimeSpan.FromSeconds(pause));
        }

        await done.WaitAsync(Cancellation);
        Assert.Equal(6, tried);
        Assert.Equal(
            ["It failed; retrying: no answer"],
            _log.Collector.GetSnapshot().Where(line => line.Level == LogLevel.Warning).Select(line => line.Message));
    }

    [Fact]
    public async Task The_next_outage_is_reported_again()
    {
        var work = new PersistentWork(() => "It failed", _time, _log);
        foreach (var fails in new[] { true, true, false, true, true })
        {
            var done = await work.TryAsync(
                _ => fails ? Task.FromException(new IOException("reset")) : Task.CompletedTask, onFailed: null, Cancellation);
            Assert.Equal(!fails, done);
        }

        Assert.Equal(2, _log.Collector.GetSnapshot().Count(line => line.Level == LogLevel.Warning));
    }

    [Fact]
    public async Task Cancellation_ends_a_pause()
    {
        using var ending = new CancellationTokenSource();
        var work = new PersistentWork(() => "It failed", _time, _log)
            .UntilDoneAsync(_ => Task.FromException(new TimeoutException()), ending.Token);
        Assert.False(work.IsCompleted);

        await ending.CancelAsync();

        await work.WaitAsync(Cancellation);
    }
}
