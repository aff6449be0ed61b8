namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>The run of one process or container: whether it should go on, and whether its end was requested.</summary>
internal sealed class Instance
{
    private const int KilledBySignal = -1;
    private const int FirstSignalCode = 128;

    private readonly Lock _lock = new();
    private readonly RestartPolicy _policy = new();
    private Phase _phase = Phase.Active;
    private DateTime? _startedAt;
    private DateTime? _handledEnd;

    private enum Phase
    {
        /// <summary>It runs, or is being started.</summary>
        Active,

        /// <summary>It has ended and waits to be restarted.</summary>
        Pausing,

        /// <summary>The restart was requested; states of the previous run may still arrive.</summary>
        Restarting,

        /// <summary>It was stopped by a person, or given up.</summary>
        Stopped,
    }

    /// <summary>An end that was not requested.</summary>
    /// <param name="Reason">The predicate of a sentence whose subject is the resource: <c>was killed</c>.</param>
    /// <param name="Pause">The time until it is restarted; null when it is given up.</param>
    public sealed record Ended(string Reason, TimeSpan? Pause);

    /// <summary>The number of consecutive restarts.</summary>
    public int Restarts => _policy.Restarts;

    /// <summary>Records a state; returns the end of a run that should have gone on, and null for every other state.</summary>
    public Ended? On(CustomResourceSnapshot snapshot, bool runsToCompletion)
    {
        lock (_lock)
        {
            var state = snapshot.State?.Text;
            if (state == KnownResourceStates.Stopping)
            {
                _phase = Phase.Stopped;
            }
            else if (state == KnownResourceStates.Running || state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting)
            {
                (_phase, _startedAt) = (Phase.Active, snapshot.StartTimeStamp);
            }
            else if (_phase == Phase.Active && KnownResourceStates.TerminalStates.Contains(state) && !IsHandled(snapshot, state!))
            {
                _handledEnd = snapshot.StopTimeStamp;
                return runsToCompletion && snapshot.ExitCode == 0 ? null : OnEnd(Reason(state!, snapshot.ExitCode), Ran(snapshot));
            }

            return null;
        }
    }

    /// <summary>Ends the pause before a restart; false if it has been started or stopped in the meantime.</summary>
    public bool TryLeavePause()
    {
        lock (_lock)
        {
            if (_phase != Phase.Pausing)
            {
                return false;
            }

            _phase = Phase.Restarting;
            return true;
        }
    }

    /// <summary>Records that the restart failed; null if its state has said so already.</summary>
    public Ended? OnRestartFailed()
    {
        lock (_lock)
        {
            return _phase is Phase.Restarting or Phase.Active
                ? OnEnd(Reason(KnownResourceStates.FailedToStart, exitCode: null), TimeSpan.Zero)
                : null;
        }
    }

    // The orchestrator repeats the end of a run, also after the next one has been requested.
    private bool IsHandled(CustomResourceSnapshot snapshot, string state) =>
        state != KnownResourceStates.FailedToStart && snapshot.StopTimeStamp is { } end && end == _handledEnd;

    private TimeSpan Ran(CustomResourceSnapshot snapshot) =>
        _startedAt is { } startedAt ? (snapshot.StopTimeStamp ?? DateTime.UtcNow) - startedAt : TimeSpan.Zero;

    private Ended OnEnd(string reason, TimeSpan ran)
    {
        var pause = _policy.OnEnded(ran);
        _phase = pause is null ? Phase.Stopped : Phase.Pausing;
        return new(reason, pause);
    }

    private static string Reason(string state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart ? "could not be started"
        : exitCode is KilledBySignal or > FirstSignalCode ? "was killed"
        : $"ended with exit code {exitCode}";
}
