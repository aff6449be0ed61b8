using Microsoft.Extensions.Logging;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>
/// Tries work whatever it throws, and backs off while it fails. The first of consecutive failures is logged as a warning, the others as
/// debug lines, so that an outage is reported once.
/// </summary>
/// <param name="failure">A description of a failure for the log: <c>The outbox was not swept</c>.</param>
/// <param name="time">Measures the pauses.</param>
/// <param name="logger">Logs failures.</param>
public sealed partial class PersistentWork(Func<string> failure, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    private int _failures;

    /// <summary>Returns the pause after consecutive failures: 1, 2, 4, 5, 5 … s.</summary>
    /// <param name="failures">The number of consecutive failures; at least 1.</param>
    public static TimeSpan Backoff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Clamp(failures - 1, 0, 10))));

    /// <summary>The pause before the next attempt, after a failure.</summary>
    public TimeSpan Pause => Backoff(_failures);

    /// <summary>Tries once.</summary>
    /// <param name="work">The work.</param>
    /// <param name="onFailed">Called with the cause of a failure; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>False if it failed or was cancelled.</returns>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> work, Action<Exception>? onFailed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work(cancellationToken);
            _failures = 0;
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LogFailed(_failures++ == 0 ? LogLevel.Warning : LogLevel.Debug, failure(), e.Message);
            onFailed?.Invoke(e);
            return false;
        }
    }

    /// <summary>Tries until it succeeds or is cancelled.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels the work and the pauses.</param>
    public async Task UntilDoneAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!await TryAsync(work, onFailed: null, cancellationToken) && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage("{Failure}; retrying: {Reason}")]
    private partial void LogFailed(LogLevel level, string failure, string reason);
}
