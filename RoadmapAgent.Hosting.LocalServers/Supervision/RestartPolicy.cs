namespace RoadmapAgent.Hosting.LocalServers.Supervision;

/// <summary>
/// When a resource that ended is started again: after 1, 2, 4, 8, 15, 15 … s, at most <see cref="Limit"/> times in a row. One that has run for
/// <see cref="Steady"/> begins a new row.
/// </summary>
public sealed class RestartPolicy
{
    /// <summary>Restarts in a row before it is given up.</summary>
    public const int Limit = 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Whoever has run for this long has recovered.</summary>
    public static TimeSpan Steady { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Restarts in the current row.</summary>
    public int Restarts { get; private set; }

    /// <summary>Decides about a resource that has ended.</summary>
    /// <param name="ran">How long it has run; zero if it did not start at all.</param>
    /// <returns>The pause before it is started again; null when it is given up.</returns>
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
