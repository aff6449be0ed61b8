namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>
/// Decides when a resource that ended is restarted: after 1, 2, 4, 8, 15, 15, … s, at most <see cref="Limit"/> times in a row. Running for
/// <see cref="Steady"/> resets the count.
/// </summary>
public sealed class RestartPolicy
{
    /// <summary>The maximum number of consecutive restarts.</summary>
    public const int Limit = 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>The running time after which a resource counts as recovered.</summary>
    public static TimeSpan Steady { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of consecutive restarts.</summary>
    public int Restarts { get; private set; }

    /// <summary>Decides whether to restart a resource that has ended.</summary>
    /// <param name="ran">The running time; zero if it did not start.</param>
    /// <returns>The delay before the restart; null if it will not be restarted.</returns>
    public TimeSpan? OnEnded(TimeSpan ran)
    {
        if (ran >= Steady)
        {
            Restarts = 0;
        }

        if (Restarts == Limit)
        {
            return null;
        }

        return TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Restarts++)));
    }
}
