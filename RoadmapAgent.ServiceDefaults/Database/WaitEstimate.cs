namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Estimates how long a unit of work would wait for the gate, from the number of those before it and recent service times.
/// </summary>
/// <param name="permits">Units of work that are served at once.</param>
internal sealed class WaitEstimate(int permits)
{
    // The weight of the last unit of work: the estimate follows a change within some twenty units.
    private const double Weight = 0.1;

    private readonly Lock _lock = new();
    private double? _seconds;

    /// <summary>Records a unit of work that has been served.</summary>
    /// <param name="held">How long it held its permit.</param>
    public void Served(TimeSpan held)
    {
        lock (_lock)
        {
            _seconds = _seconds is { } seconds ? seconds + (Weight * (held.TotalSeconds - seconds)) : held.TotalSeconds;
        }
    }

    /// <summary>Returns the expected wait of a unit of work; zero before anything has been served.</summary>
    /// <param name="waiting">The number of units of work that wait already.</param>
    public TimeSpan Of(int waiting)
    {
        lock (_lock)
        {
            return TimeSpan.FromSeconds(Math.Min(TimeSpan.MaxValue.TotalSeconds / 2, (_seconds ?? 0) * (waiting + 1) / permits));
        }
    }
}
