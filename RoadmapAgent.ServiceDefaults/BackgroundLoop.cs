using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>
/// Work that a service does again and again for as long as it runs. A turn that fails is logged, backed off from and followed by the next one:
/// no error ends the host, whatever its type. A failure is logged as a warning when it begins and as a debug line while it lasts.
/// </summary>
/// <param name="time">Measures the pauses.</param>
/// <param name="logger">Gets the failures.</param>
public abstract class BackgroundLoop(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    private int _failures;

    /// <summary>Measures the pauses.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>What a failed turn means, as the beginning of a log line: <c>The outbox was not swept</c>.</summary>
    protected abstract string Failure { get; }

    /// <summary>Does one turn.</summary>
    /// <param name="stoppingToken">Cancelled when the process ends.</param>
    /// <returns>How long to pause before the next turn; null when there will be none.</returns>
    protected abstract Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken);

    /// <summary>Called after a turn that failed.</summary>
    /// <param name="exception">Why.</param>
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

    /// <summary>Does something, such as the last turn while the process ends, with the same treatment of errors.</summary>
    /// <param name="work">What to do.</param>
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
            logger.Log(_failures++ == 0 ? LogLevel.Warning : LogLevel.Debug, "{Failure}, and is tried again: {Reason}", Failure, e.Message);
            OnFailed(e);
            return false;
        }
    }

    /// <summary>1, 2, 4, 5, 5 … s.</summary>
    internal static TimeSpan Backoff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Clamp(failures - 1, 0, 10))));
}
