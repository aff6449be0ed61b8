namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Whether the database serves this process. The circuit opens when a unit of work has failed after a long wait and nothing has been served
/// since it began; whatever is served, of any kind of work, closes it. While it is open, a web service refuses requests at once
/// (<see cref="LoadShedding"/>), and <see cref="DatabaseProbe"/> tries. Background work is never refused: it can wait.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class DatabaseCircuit(TimeProvider time)
{
    // What fails sooner needs no circuit: it has not made anybody wait.
    private static readonly TimeSpan LongWait = LoadShedding.LongestWait;

    private readonly Lock _lock = new();
    private volatile bool _isOpen;
    private long? _served;
    private bool _hasFailedSince;

    /// <summary>Whether requests are refused.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Whether a unit of work has been served within a time, and none has failed since.</summary>
    public bool ServedWithin(TimeSpan limit)
    {
        lock (_lock)
        {
            return _served is { } served && !_hasFailedSince && time.GetElapsedTime(served) < limit;
        }
    }

    /// <summary>Returns the beginning of a unit of work.</summary>
    public long Begin() => time.GetTimestamp();

    /// <summary>Records that a unit of work has been served.</summary>
    public void Served()
    {
        lock (_lock)
        {
            _served = time.GetTimestamp();
            _isOpen = false;
            _hasFailedSince = false;
        }
    }

    /// <summary>Records that a unit of work has failed in an outage.</summary>
    /// <param name="began">When it began.</param>
    public void Failed(long began)
    {
        lock (_lock)
        {
            _hasFailedSince = true;
            _isOpen |= time.GetElapsedTime(began) > LongWait && (_served is null || _served < began);
        }
    }
}
