namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Pauses a pooler so that it does not stay paused by accident.</summary>
public static class PoolerPause
{
    // Clients that have waited for query_wait_timeout are refused; the pooler should resume this long before.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>How long a pause may last without a waiting client being refused.</summary>
    /// <param name="queryWaitTimeout">The pooler's <c>query_wait_timeout</c>.</param>
    /// <returns>Five seconds less; at least 1 s.</returns>
    public static TimeSpan Longest(TimeSpan queryWaitTimeout) =>
        queryWaitTimeout - Margin > TimeSpan.FromSeconds(1) ? queryWaitTimeout - Margin : TimeSpan.FromSeconds(1);

    /// <summary>
    /// Pauses all databases. PgBouncer keeps pausing although the command has failed or timed out, so it is resumed in that case.
    /// </summary>
    /// <param name="options">The console, as an admin user.</param>
    /// <param name="timeout">How long to wait for the running transactions.</param>
    /// <param name="cancellationToken">Cancels the pause.</param>
    /// <exception cref="AdminConsoleException">The pooler is not paused.</exception>
    public static async Task PauseAsync(AdminConsoleOptions options, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var console = await AdminConsoleConnection.OpenAsync(options, cancellationToken);
            await console.PauseAsync(timeout: timeout, cancellationToken: cancellationToken);
        }
        catch (Exception e) when (e is AdminConsoleException or OperationCanceledException)
        {
            await TryResumeAsync(options);
            throw;
        }
    }

    /// <summary>Resumes all databases.</summary>
    /// <param name="options">The console, as an admin user.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>False if nothing was paused.</returns>
    /// <exception cref="AdminConsoleException">The console did not respond or refused the command.</exception>
    public static async Task<bool> ResumeAsync(AdminConsoleOptions options, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var console = await AdminConsoleConnection.OpenAsync(options, cancellationToken);
            await console.ResumeAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (AdminConsoleException e) when (e.Message.Contains("not paused", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    /// <summary>Resumes all databases after a time, unless that has been done, or the pooler has been stopped, in the meantime.</summary>
    /// <param name="options">The console, as an admin user.</param>
    /// <param name="after">The time.</param>
    /// <param name="hurry">Ends the time.</param>
    public static async Task ResumeLaterAsync(AdminConsoleOptions options, TimeSpan after, CancellationToken hurry = default)
    {
        await Task.Delay(after, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TryResumeAsync(options);
    }

    private static async Task TryResumeAsync(AdminConsoleOptions options)
    {
        try
        {
            await ResumeAsync(options);
        }
        catch (AdminConsoleException)
        {
            // It is not there to be resumed; when it starts, it is not paused.
        }
    }
}
