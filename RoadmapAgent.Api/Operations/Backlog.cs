using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Judges the messages that wait in a queue by the time until it is empty at the rate at which it has been shrinking lately. Pure.
/// </summary>
/// <param name="Waiting">The messages waiting.</param>
/// <param name="TimeToEmpty">The time until none is waiting; null if their number is not falling.</param>
/// <param name="Level">Its severity; null if it needs no attention.</param>
internal sealed record Backlog(long Waiting, TimeSpan? TimeToEmpty, FindingLevel? Level)
{
    /// <summary>Fewer messages than this are no backlog, however long they take.</summary>
    public const long Least = 50;

    /// <summary>The time to empty from which a backlog needs attention.</summary>
    public static readonly TimeSpan Degraded = TimeSpan.FromMinutes(2);

    /// <summary>The time to empty from which it needs action, and the time after which one that does not shrink does.</summary>
    public static readonly TimeSpan Unhealthy = TimeSpan.FromMinutes(9);

    // Long enough to level out a batch, short enough to notice that a worker has stopped.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(1);

    /// <summary>Judges a queue.</summary>
    /// <param name="now">The present.</param>
    /// <param name="waiting">The messages waiting now.</param>
    /// <param name="earlier">The messages that were waiting before, oldest first.</param>
    public static Backlog Of(DateTimeOffset now, long waiting, IReadOnlyList<(DateTimeOffset At, long Waiting)> earlier)
    {
        var look = earlier.FirstOrDefault(sample => now - sample.At <= LongestLook);
        if (waiting < Least || now - look.At < ShortestLook || look == default)
        {
            return new(waiting, null, null);
        }

        var perSecond = (look.Waiting - waiting) / (now - look.At).TotalSeconds;
        if (perSecond > 0)
        {
            var toEmpty = TimeSpan.FromSeconds(Math.Min(waiting / perSecond, TimeSpan.FromDays(30).TotalSeconds));
            return new(
                waiting,
                toEmpty,
                toEmpty >= Unhealthy ? FindingLevel.Unhealthy : toEmpty >= Degraded ? FindingLevel.Degraded : null);
        }

        var lasts = earlier.Any(sample => now - sample.At >= Unhealthy)
            && earlier.Where(sample => now - sample.At <= Unhealthy + LongestLook).All(sample => sample.Waiting >= Least);
        return new(waiting, null, lasts ? FindingLevel.Unhealthy : FindingLevel.Degraded);
    }
}
