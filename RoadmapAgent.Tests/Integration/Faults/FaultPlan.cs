namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>Chooses faults from a seed. Nothing is at fault before <see cref="Begin"/> and after <see cref="End"/>.</summary>
internal sealed class FaultPlan
{
    private static readonly (string SqlState, string Text)[] Wordings =
    [
        ("XX000", "(EMAXCLIENTCONN) max client connections reached, limit: 200"),
        ("XX000", "(ECHECKOUTTIMEOUT) unable to check out connection from the pool after 15000ms"),
        ("08P01", "query_wait_timeout"),
        ("08P01", "server conn crashed?"),
        ("08P01", "pgbouncer is shutting down"),
        ("53300", "sorry, too many clients already"),
        ("57P01", "terminating connection due to administrator command"),
        ("57P03", "the database system is starting up"),
        ("25006", "cannot execute UPDATE in a read-only transaction"),
        ("40P01", "deadlock detected"),
        ("57014", "canceling statement due to statement timeout"),
        ("28P01", "password authentication failed"),
    ];

    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly double _longestSilence;
    private volatile bool _active;

    /// <param name="seed">Repeats the run.</param>
    /// <param name="longest">The longest duration in seconds.</param>
    public FaultPlan(int seed, int longest = 60)
    {
        Seed = seed;
        _random = new(seed);
        _longestSilence = Math.Min(longest, 40);
        Share = _random.Next(5, 101) / 100d;
        Duration = TimeSpan.FromSeconds(Math.Pow(longest, _random.NextDouble()));
    }

    /// <summary>Repeats the run.</summary>
    public int Seed { get; }

    /// <summary>The share of requests that meet a fault; 0.05 to 1.</summary>
    public double Share { get; }

    /// <summary>How long faults occur: 1 s to the longest duration, and as often below its square root as above.</summary>
    public TimeSpan Duration { get; }

    public void Begin() => _active = true;

    public void End() => _active = false;

    /// <summary>Chooses what happens to a request.</summary>
    public WireFault Next()
    {
        lock (_lock)
        {
            return !_active || _random.NextDouble() >= Share
                ? WireFault.None
                : (WireFault)_random.Next(1, Enum.GetValues<WireFault>().Length);
        }
    }

    /// <summary>Chooses how long a response is kept back: often less, sometimes more than the driver's patience.</summary>
    public TimeSpan Silence()
    {
        lock (_lock)
        {
            return TimeSpan.FromSeconds(Math.Pow(_random.NextDouble(), 3) * _longestSilence);
        }
    }

    /// <summary>
    /// Chooses an error. An ERROR is never of a class that says that the statement itself is wrong: that would be no outage.
    /// </summary>
    public (string SqlState, string Text) Error(bool fatal)
    {
        lock (_lock)
        {
            if (_random.Next(2) == 0)
            {
                return Wordings[_random.Next(Wordings.Length)];
            }

            const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
            while (true)
            {
                var state = new string(_random.GetItems(Characters.AsSpan(), 5));
                if (fatal || state[..2] is not ("22" or "23" or "42"))
                {
                    return (state, "an error of the test");
                }
            }
        }
    }
}
