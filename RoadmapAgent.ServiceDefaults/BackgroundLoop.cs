using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>
/// Repeats work for as long as a service runs. A failed turn is logged and retried after a backoff; no exception stops the host. The first
/// of consecutive failures is logged as a warning, the others as debug lines.
/// </summary>
/// <param name="time">Measures the pauses.</param>
/// <param name="logger">Logs failures.</param>
public abstract class BackgroundLoop(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    private int _failures;

    /// <summary>Measures the pauses.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>A description of a failed turn for the log: <c>The outbox was not swept</c>.</summary>
    protected abstract string Failure { get; }

    /// <summary>Runs one turn.</summary>
    /// <param name="stoppingToken">Cancelled when the process ends.</param>
    /// <returns>The pause before the next turn; null to end the loop.</returns>
    protected abstract Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken);

    /// <summary>Called after a failed turn.</summary>
    /// <param name="exception">The cause.</param>
    protected virtual void OnFailed(Exception exception)
    {
    }

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan? pause = TimeSpan.Zero;
        while (pause is not null && !stoppingToken.IsCancellationRequested)
        {
            if (!await TryAsync(async ct => pause = await TurnAsync(ct), stoppingToken))
            {
                pause = Backoff(_failures);
            }

            await Task.Delay(pause ?? TimeSpan.Zero, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs other work, such as cleanup during shutdown, with the same error handling.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False if it failed or was cancelled.</returns>
    protected async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
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
            logger.Log(_failures++ == 0 ? LogLevel.Warning : LogLevel.Debug, "{Failure}; retrying: {Reason}", Failure, e.Message);
            OnFailed(e);
            return false;
        }
    }

    /// <summary>1, 2, 4, 5, 5 … s.</summary>
    /// <param name="failures">The number of consecutive failures; at least 1.</param>
    public static TimeSpan Backoff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Clamp(failures - 1, 0, 10))));
}
