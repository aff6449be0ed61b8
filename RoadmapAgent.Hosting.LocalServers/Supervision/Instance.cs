namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>What is known of one process or container: whether it runs, and whether its end was asked for.</summary>
internal sealed class Instance
{
    private const int KilledBySignal = -1;
    private const int FirstSignalCode = 128;

    private readonly Lock _lock = new();
    private readonly RestartPolicy _policy = new();
    private DateTime? _startedAt;
    private bool _stopping;
    private bool _pausing;

    /// <summary>An end that nobody asked for.</summary>
    /// <param name="Reason">What happened, to be said after the resource's name: <c>was killed</c>.</param>
    /// <param name="Pause">When it is started again; null when it is given up.</param>
    public sealed record Ended(string Reason, TimeSpan? Pause);

    /// <summary>Restarts in a row.</summary>
    public int Restarts => _policy.Restarts;

    /// <summary>Takes a state in; tells when it is the end of a run that should have gone on.</summary>
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

    /// <summary>Ends the pause before a restart; false if somebody has started the resource meanwhile.</summary>
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
        // Given up: until somebody starts it, its end is no news.
        _stopping = pause is null;
        return new(Reason(state, snapshot.ExitCode), pause);
    }

    private static string Reason(string state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart ? "could not be started"
        : exitCode is KilledBySignal or > FirstSignalCode ? "was killed"
        : $"ended with exit code {exitCode}";
}
