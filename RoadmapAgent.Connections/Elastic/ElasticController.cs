using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Connections.Elastic;

/// <summary>
/// Decides how the shares of a pooler move: what a service leaves idle is lent to those whose clients wait, and returned when its own
/// clients do. Whatever it decides, the server connections of all shares together never exceed the sum of the entitlements, at any moment:
/// a share grows only by what is free even if no other share has shrunk yet. It does no I/O, and has no state that the pooler or a
/// few seconds would not give back. Not thread-safe.
/// </summary>
public sealed class ElasticController
{
    /// <summary>
    /// How long the highest demand of a share counts. What was in use within this time is not lent, so that a load that comes and goes
    /// faster does not make the shares follow.
    /// </summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<ElasticShare> _shares;
    private readonly RecentPeak[] _demands;
    private readonly int?[] _reconnectedAt;

    /// <summary>Creates a controller that remembers nothing yet.</summary>
    /// <param name="shares">The shares; their minimum is at most their entitlement, which is at most their maximum.</param>
    public ElasticController(IReadOnlyList<ElasticShare> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        _shares = shares;
        _demands = [.. shares.Select(_ => new RecentPeak(Memory))];
        _reconnectedAt = new int?[shares.Count];
        Budget = shares.Sum(share => share.Share);
    }

    /// <summary>The connections of all shares together.</summary>
    public int Budget { get; }

    /// <summary>Decides the next step.</summary>
    /// <param name="now">The time of the readings; later than that of the readings before.</param>
    /// <param name="readings">What the pooler says about every share, in their order.</param>
    public ElasticStep Next(DateTimeOffset now, IReadOnlyList<ElasticReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        for (var i = 0; i < _shares.Count; i++)
        {
            _demands[i].Add(now, readings[i].Demand);
        }

        var demands = _demands.Select(demand => demand.Value).ToArray();
        var targets = ElasticTargets.Of(_shares, demands);
        return Towards(IsWorthMoving(readings, demands, targets) ? targets : [.. readings.Select(reading => reading.Size)], readings);
    }

    /// <summary>Decides the next step back to the entitlements, at the end of the controller's work.</summary>
    /// <param name="readings">What the pooler says about every share, in their order.</param>
    public ElasticStep Back(IReadOnlyList<ElasticReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return Towards([.. _shares.Select(share => share.Share)], readings);
    }

    /// <summary>
    /// Sizes stay as they are until clients wait who could be given more, until what was borrowed is no longer used, or while a step is
    /// unfinished. Every change costs the connections of a busy share.
    /// </summary>
    private bool IsWorthMoving(IReadOnlyList<ElasticReading> readings, int[] demands, int[] targets) =>
        readings.Sum(reading => (long)reading.Size) != Budget
        || _shares
            .Select((share, i) =>
                readings[i].Size < share.Minimum
                || readings[i].Size > share.Maximum
                || (readings[i].IsFull && targets[i] > readings[i].Size)
                || (readings[i].Size > share.Share && demands[i] <= share.Share))
            .Any(isReason => isReason);

    private ElasticStep Towards(int[] targets, IReadOnlyList<ElasticReading> readings)
    {
        var sizes = readings.Select((reading, i) => Math.Min(reading.Size, targets[i])).ToArray();
        var free = Budget - readings.Sum(reading => (long)reading.Committed);
        foreach (var i in ByUrgency(readings).Where(i => targets[i] > readings[i].Size))
        {
            var granted = (int)Math.Clamp(targets[i] - (long)readings[i].Committed, 0, Math.Max(0, free));
            sizes[i] = Math.Min(targets[i], readings[i].Committed + granted);
            free -= granted;
        }

        var isChanged = sizes.Where((size, i) => size != readings[i].Size).Any();
        return new(sizes, isChanged, [.. Enumerable.Range(0, _shares.Count).Where(i => MustReconnect(i, readings[i]))]);
    }

    /// <summary>Those who have less than they are entitled to come first, and among them those who have waited longest.</summary>
    private IEnumerable<int> ByUrgency(IReadOnlyList<ElasticReading> readings) => Enumerable.Range(0, _shares.Count)
        .OrderByDescending(i => readings[i].IsFull && readings[i].Size < _shares[i].Share)
        .ThenByDescending(i => readings[i].IsFull)
        .ThenByDescending(i => readings[i].LongestWait);

    /// <summary>
    /// A pooler closes idle connections above the size by itself. If there still are some, they go from client to client. Replacing them
    /// once is enough: each is marked, and closed at the end of its transaction.
    /// </summary>
    private bool MustReconnect(int i, ElasticReading reading)
    {
        if (reading.Connections <= reading.Size)
        {
            _reconnectedAt[i] = null;
            return false;
        }

        var isNew = _reconnectedAt[i] != reading.Size;
        _reconnectedAt[i] = reading.Size;
        return isNew;
    }
}
