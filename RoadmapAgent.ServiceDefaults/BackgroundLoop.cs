using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>
/// Repeats work for as long as a service runs. A failed turn is logged and retried after a backoff (<see cref="PersistentWork"/>); no
/// exception stops the loop or the host.
/// </summary>
public abstract class BackgroundLoop : BackgroundService
{
    private readonly PersistentWork _work;

    /// <summary>Creates a loop.</summary>
    /// <param name="time">Measures the pauses.</param>
    /// <param name="logger">Logs failures.</param>
    protected BackgroundLoop(TimeProvider time, ILogger logger)
    {
        Time = time;
        _work = new(() => Failure, time, logger);
    }

    /// <summary>Measures the pauses.</summary>
    protected TimeProvider Time { get; }

    /// <summary>A description of a failed turn for the log: <c>The outbox was not swept</c>.</summary>
    protected abstract string Failure { get; }

    /// <summary>Runs one turn.</summary>
    /// <param name="stoppingToken">Cancelled when the process ends.</param>
    /// <returns>The pause before the next turn; null to end the loop.</returns>
    protected abstract Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken);

    /// <summary>Called after a failed turn; must not throw.</summary>
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
            var succeeded = await TryAsync(async ct => pause = await TurnAsync(ct), stoppingToken);
            pause = succeeded ? pause : _work.Pause;
            await (succeeded && pause > TimeSpan.Zero ? PauseAsync(pause.Value, stoppingToken) : Delay(pause))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task Delay(TimeSpan? time) => Task.Delay(time ?? TimeSpan.Zero, Time, stoppingToken);
    }

    /// <summary>Waits before the next turn, unless this one has failed.</summary>
    /// <param name="pause">What the turn has returned; more than zero.</param>
    /// <param name="stoppingToken">Cancelled when the process ends.</param>
    protected virtual Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) => Task.Delay(pause, Time, stoppingToken);

    /// <summary>Runs other work, such as cleanup during shutdown, with the same error handling.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False if it failed or was cancelled.</returns>
    protected Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        _work.TryAsync(work, OnFailed, cancellationToken);
}
