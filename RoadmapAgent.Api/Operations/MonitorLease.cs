namespace RoadmapAgent.Api.Operations;

/// <summary>Whether this process is the one that measures, and for how long that is certain.</summary>
internal sealed class MonitorLease(TimeProvider time)
{
    private long _untilTicks;

    /// <summary>Whether the lease certainly lasts for some more time.</summary>
    /// <param name="longer">The time.</param>
    public bool IsHeldFor(TimeSpan longer) => time.GetUtcNow().UtcTicks + longer.Ticks < Volatile.Read(ref _untilTicks);

    /// <summary>Records that this process holds the lease.</summary>
    /// <param name="until">Its end; no later than that in the database.</param>
    public void Hold(DateTimeOffset until) => Volatile.Write(ref _untilTicks, until.UtcTicks);

    /// <summary>Records that this process does not hold the lease, or is about to release it.</summary>
    public void Lose() => Volatile.Write(ref _untilTicks, 0);
}
