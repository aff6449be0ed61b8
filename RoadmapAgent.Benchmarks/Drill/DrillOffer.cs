namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>A load, and the way it takes.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Processes">The processes.</param>
/// <param name="PoolSize">The connections that each may have.</param>
/// <param name="Pooled">Whether they go through the pooler.</param>
/// <param name="Units">Units of work that each process wants to do at once.</param>
/// <param name="Work">What each unit does.</param>
/// <param name="Meets">
/// Whether no connection is given back before all have been opened. It makes the number of connections independent of the machine's speed,
/// and durations incomparable.
/// </param>
/// <param name="LoginsAtOnce">
/// Connections that are opened at the same moment. Default: all; of thousands, the operating system would refuse those that find its queue
/// of waiting connections full.
/// </param>
internal sealed record DrillOffer(
    string Name, int Processes, int PoolSize, bool Pooled, int Units, UnitWork Work, bool Meets = true, int LoginsAtOnce = int.MaxValue)
{
    /// <summary>Server connections of the <c>Seed</c> shares.</summary>
    private const int Shares = 50;

    private const int PredecessorsPool = 15;

    /// <summary>As the predecessor did it, as a budget without a pooler has it, and as this fleet does it.</summary>
    public static readonly IReadOnlyList<DrillOffer> Claim =
    [
        Sleeping(DrillRow.Predecessor, DrillFleet.Processes, PredecessorsPool, pooled: false),
        Sleeping(DrillRow.Divided, DrillFleet.Processes, 4, pooled: false),
        Sleeping(DrillRow.Pooled, DrillFleet.Processes, PredecessorsPool, pooled: true),
    ];

    /// <summary>A deployment that starts every new process before it stops an old one.</summary>
    public static readonly IReadOnlyList<DrillOffer> Deployment =
    [
        Sleeping("42 x 4 straight, while deploying", 2 * DrillFleet.Processes, 4, pooled: false),
        Sleeping("42 x 15 through the pooler, while deploying", 2 * DrillFleet.Processes, PredecessorsPool, pooled: true),
    ];

    /// <summary>Far more clients than a server could have connections.</summary>
    public static readonly IReadOnlyList<DrillOffer> Thousands =
    [
        Thousand("100 x 10 through the pooler, messages", 100),
        Thousand("500 x 10 through the pooler, messages", 500),
    ];

    /// <summary>The same work on as many server connections, so that durations can be compared.</summary>
    public static readonly IReadOnlyList<DrillOffer> EqualBackends =
    [
        new("1 x 50 straight, messages", 1, Shares, Pooled: false, 2_100, UnitWorks.HandleMessageAsync, Meets: false),
        new(
            "21 x 15 through the pooler, messages",
            DrillFleet.Processes,
            PredecessorsPool,
            Pooled: true,
            100,
            UnitWorks.HandleMessageAsync,
            Meets: false),
    ];

    /// <summary>
    /// Everything. What goes straight to PostgreSQL comes first: the pooler keeps its connections for a while, and they would be missing.
    /// </summary>
    public static readonly IReadOnlyList<DrillOffer> All =
    [
        .. Claim.Concat(Deployment).Concat(Thousands).Concat(EqualBackends).OrderBy(offer => offer.Pooled),
    ];

    /// <summary>The connections that all processes together may have.</summary>
    public int Connections => Processes * PoolSize;

    private static DrillOffer Sleeping(string name, int processes, int poolSize, bool pooled) =>
        new(name, processes, poolSize, pooled, Burst.PredecessorsUnits, UnitWorks.SleepAsync);

    private static DrillOffer Thousand(string name, int processes) =>
        new(name, processes, PoolSize: 10, Pooled: true, Units: 10, UnitWorks.HandleMessageAsync, LoginsAtOnce: 64);
}
