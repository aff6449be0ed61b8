namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>The database has no capacity left for this unit of work now. Trying again later helps; trying harder does not.</summary>
/// <param name="cause">Where it ran out.</param>
/// <param name="inner">The driver's error, if it came from there.</param>
public sealed class DatabaseSaturatedException(SaturationCause cause, Exception? inner = null)
    : Exception($"The database is saturated ({cause.ToTag()}).", inner)
{
    /// <summary>Where it ran out.</summary>
    public SaturationCause Cause { get; } = cause;

    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(2);
}
