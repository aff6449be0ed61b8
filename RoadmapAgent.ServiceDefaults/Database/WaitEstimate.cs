namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Estimates how long a unit of work would wait for the gate, from the number of those before it and recent service times.
/// </summary>
/// <param name="permits">Units of work that are served at once.</param>
internal sealed class WaitEstimate(int permits)
{
    // The weight of the last unit of work: the estimate follows a change within some twenty units. The first has no more: it opens the
    // first connection, and a service that has just started would refuse work because that took long.
    private const double Weight = 0.1;

    private readonly Lock _lock = new();
    private double _seconds;

    /// <summary>Records a unit of work that has been served.</summary>
    /// <param name="held">How long it held its permit.</param>
    public void Served(TimeSpan held)
    {
        lock (_lock)
        {
            _seconds += Weight * (held.TotalSeconds - _seconds);
        }
    }

    /// <summary>Returns the expected wait of a unit of work; zero before anything has been served.</summary>
    /// <param name="waiting">The number of units of work that wait already.</param>
    public TimeSpan Of(int waiting)
    {
        lock (_lock)
        {
            return TimeSpan.FromSeconds(Math.Min(TimeSpan.MaxValue.TotalSeconds / 2, _seconds * (waiting + 1) / permits));
        }
    }
}
