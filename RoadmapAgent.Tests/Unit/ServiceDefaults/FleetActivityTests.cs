using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults;

public sealed class FleetActivityTests
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Looks are at 10:00, 10:15, …
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly FleetActivity _activity;

    public FleetActivityTests() => _activity = Create(enabled: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_fleet_is_idle_once_nothing_has_happened_for_a_while()
    {
        _time.Advance(After - Second);
        Assert.False(_activity.IsIdle);

        _time.Advance(Second);
        Assert.True(_activity.IsIdle);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void A_fleet_is_never_idle_unless_that_is_wanted(bool? enabled)
    {
        var activity = Create(enabled);
        _time.Advance(TimeSpan.FromDays(30));

        Assert.False(activity.IsIdle);
        Assert.Equal(TimeSpan.Zero, activity.Silence);
    }

    [Fact]
    public void A_fleet_is_awake_until_a_while_after_the_end_of_the_last_request_or_message()
    {
        var (first, second) = (_activity.Begin(), _activity.Begin());
        _time.Advance(TimeSpan.FromHours(1));
        first.Dispose();
        first.Dispose();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_activity.IsIdle);

        second.Dispose();
        _time.Advance(After - Second);
        Assert.False(_activity.IsIdle);
        _time.Advance(Second);
        Assert.True(_activity.IsIdle);
    }

    [Fact]
    public void Another_process_keeps_this_one_awake()
    {
        _time.Advance(After - Second);
        _activity.Hear();
        _time.Advance(After - Second);

        Assert.False(_activity.IsIdle);
    }

    [Fact]
    public async Task A_pause_is_as_long_as_it_should_be_while_the_fleet_is_awake()
    {
        var pause = _activity.PauseAsync(5 * Second, due: null, Cancellation);

        _time.Advance(4 * Second);
        Assert.False(pause.IsCompleted);
        _time.Advance(Second);
        await pause.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Processes_that_became_idle_at_different_times_look_at_the_same_moment()
    {
        _time.Advance(3 * After);
        var early = _activity.PauseAsync(5 * Second, due: null, Cancellation);
        _time.Advance(After);
        var late = _activity.PauseAsync(TimeSpan.FromMinutes(1), due: TimeSpan.FromHours(1), Cancellation);

        _time.Advance(TimeSpan.FromMinutes(7) - Second);
        Assert.Equal((false, false), (early.IsCompleted, late.IsCompleted));
        _time.Advance(Second);
        await Task.WhenAll(early, late).WaitAsync(Cancellation);
    }

    [Fact]
    public async Task What_is_due_is_done_on_time()
    {
        _time.Advance(After);
        var pause = _activity.PauseAsync(5 * Second, due: TimeSpan.FromSeconds(90), Cancellation);

        _time.Advance(TimeSpan.FromSeconds(89));
        Assert.False(pause.IsCompleted);
        _time.Advance(Second);
        await pause.WaitAsync(Cancellation);
    }

    [Fact]
    public void A_timer_that_fires_somewhat_early_belongs_to_the_look_it_was_set_for()
    {
        _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));

        Assert.Equal(TimeSpan.FromMinutes(15) + TimeSpan.FromMilliseconds(1), _activity.UntilLook);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_happens_ends_all_pauses_at_once(bool here)
    {
        _time.Advance(After);
        Task[] pauses = [.. Enumerable.Range(0, 5).Select(_ => _activity.PauseAsync(5 * Second, due: null, Cancellation))];
        _time.Advance(After);
        Assert.DoesNotContain(pauses, pause => pause.IsCompleted);

        if (here)
        {
            _activity.Begin().Dispose();
        }
        else
        {
            _activity.Hear();
        }

        await Task.WhenAll(pauses).WaitAsync(Cancellation);
        Assert.Equal((false, _time.GetUtcNow()), (_activity.IsIdle, _activity.AwakeSince));
    }

    [Fact]
    public async Task The_end_of_the_process_ends_a_pause()
    {
        using var stopping = new CancellationTokenSource();
        _time.Advance(After);
        var pause = _activity.PauseAsync(5 * Second, due: null, stopping.Token);

        await stopping.CancelAsync();

        await pause.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Others_are_told_only_of_what_happens_here()
    {
        var own = _activity.OwnAsync(Cancellation);
        _activity.Hear();
        Assert.False(own.IsCompleted);

        var running = _activity.Begin();
        await own.WaitAsync(Cancellation);
        Assert.True(_activity.OwnAsync(Cancellation).IsCompleted);

        running.Dispose();
        await _activity.OwnAsync(Cancellation).WaitAsync(Cancellation);
        Assert.False(_activity.OwnAsync(Cancellation).IsCompleted);
    }

    [Fact]
    public void A_silent_process_is_expected_back_at_the_look_after_the_next()
    {
        Assert.Equal(TimeSpan.Zero, _activity.Silence);
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(TimeSpan.FromMinutes(25), _activity.Silence);
    }

    private FleetActivity Create(bool? enabled) => new(
        Options.Create(new IdleOptions { Enabled = enabled, After = After, Interval = TimeSpan.FromMinutes(15) }), _time);
}
