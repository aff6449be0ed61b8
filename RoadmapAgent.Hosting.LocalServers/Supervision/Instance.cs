namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>The state of one process or container: whether it is running, and whether its end was requested.</summary>
internal sealed class Instance
{
    private const int KilledBySignal = -1;
    private const int FirstSignalCode = 128;

    private readonly Lock _lock = new();
    private readonly RestartPolicy _policy = new();
    private DateTime? _startedAt;
    private bool _stopping;
    private bool _pausing;

    /// <summary>An unexpected end.</summary>
    /// <param name="Reason">The reason, phrased to follow the resource's name, such as <c>was killed</c>.</param>
    /// <param name="Pause">The delay before the restart; null if it will not be restarted.</param>
    public sealed record Ended(string Reason, TimeSpan? Pause);

    /// <summary>The number of consecutive restarts.</summary>
    public int Restarts => _policy.Restarts;

    /// <summary>Processes a state change. Returns the end of a run that should have continued, otherwise null.</summary>
    public Ended? On(CustomResourceSnapshot snapshot, bool runsToCompletion)
    {
        lock (_lock)
        {
            var state = snapshot.State?.Text;
            if (state == KnownResourceStates.Stopping)
            {
                _stopping = true;
            }
            else if (state == KnownResourceStates.Running || state == KnownResourceStates.Starting)
            {
                _startedAt = snapshot.StartTimeStamp;
                (_stopping, _pausing) = (false, false);
            }
            else if (!_pausing && !_stopping && KnownResourceStates.TerminalStates.Contains(state))
            {
                return OnEnd(snapshot, state!, runsToCompletion);
            }

            return null;
        }
    }

    /// <summary>Ends the pause before a restart; false if the resource has been started in the meantime.</summary>
    public bool TryLeavePause()
    {
        lock (_lock)
        {
            (var paused, _pausing) = (_pausing, false);
            return paused;
        }
    }

    private Ended? OnEnd(CustomResourceSnapshot snapshot, string state, bool runsToCompletion)
    {
        if (runsToCompletion && snapshot.ExitCode == 0)
        {
            return null;
        }

        var ran = _startedAt is { } startedAt ? (snapshot.StopTimeStamp ?? DateTime.UtcNow) - startedAt : TimeSpan.Zero;
        var pause = _policy.OnEnded(ran);
        _startedAt = null;
        _pausing = pause is not null;
        // Not restarted any more: until it is started again, further end states are ignored.
        _stopping = pause is null;
        return new(Reason(state, snapshot.ExitCode), pause);
    }

    private static string Reason(string state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart ? "could not be started"
        : exitCode is KilledBySignal or > FirstSignalCode ? "was killed"
        : $"ended with exit code {exitCode}";
}
