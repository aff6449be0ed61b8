namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Lets everybody who waits for it go on when so many have arrived.</summary>
internal sealed class Countdown(int count)
{
    private readonly TaskCompletionSource _everybody = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = count;

    /// <summary>Completes when everybody has arrived.</summary>
    public Task Everybody => _everybody.Task;

    public void Arrive()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _everybody.SetResult();
        }
    }

    /// <summary>Arrives, and waits for the others.</summary>
    public Task MeetAsync(CancellationToken cancellationToken)
    {
        Arrive();
        return Everybody.WaitAsync(cancellationToken);
    }
}
