namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A test on a running fleet. It has a deadline, and on failure its output contains the resources' logs.</summary>
public abstract class FleetTest : IAsyncLifetime
{
    private const int Lines = 300;

    /// <summary>Longer than any test needs; bounds waits that have no timeout of their own.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly FleetFixture _fleet;
    private readonly Timer _deadline;

    protected FleetTest(FleetFixture fleet)
    {
        _fleet = fleet;
        var test = TestContext.Current;
        _deadline = new(_ => test.CancelCurrentTest(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Extends the deadline of a deliberately long test.</summary>
    protected void KeepRunningFor(TimeSpan time) => _deadline.Change(time, Timeout.InfiniteTimeSpan);

    public virtual async ValueTask InitializeAsync()
    {
        await _fleet.StartOnceAsync();
        _deadline.Change(Deadline, Timeout.InfiniteTimeSpan);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _deadline.DisposeAsync();
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            foreach (var line in _fleet.Log.TakeLast(Lines))
            {
                TestContext.Current.TestOutputHelper?.WriteLine(line);
            }
        }

        GC.SuppressFinalize(this);
    }
}
