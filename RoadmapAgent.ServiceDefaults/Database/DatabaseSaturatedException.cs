namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// The database has no capacity for this unit of work at the moment. Retry after <see cref="RetryAfter"/>, not immediately.
/// </summary>
/// <param name="cause">Where capacity ran out.</param>
/// <param name="inner">The driver's error, if there is one.</param>
public sealed class DatabaseSaturatedException(SaturationCause cause, Exception? inner = null)
    : Exception($"The database is saturated ({cause.ToTag()}).", inner)
{
    /// <summary>Where capacity ran out.</summary>
    public SaturationCause Cause { get; } = cause;

    /// <summary>The delay before a retry. Default: 2 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);
}
