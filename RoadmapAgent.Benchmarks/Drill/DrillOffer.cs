using Npgsql;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>A way to offer the load.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="PoolSize">Connections that each process may open.</param>
/// <param name="Pooled">Whether PgBouncer is in between.</param>
/// <param name="ConnectionString">How a process of a service connects.</param>
internal sealed record DrillOffer(string Name, int PoolSize, bool Pooled, Func<string, string> ConnectionString)
{
    /// <summary>The predecessor's processes.</summary>
    public static readonly IReadOnlyList<(string Service, int Replicas)> Fleet = [("api", 4), ("logs", 5), ("content", 9), ("workflow", 3)];

    /// <summary>Units of work that each process wants to do at once.</summary>
    public const int UnitsPerProcess = 15;

    /// <summary>Units of work of all processes.</summary>
    public static int Units => Fleet.Sum(service => service.Replicas) * UnitsPerProcess;

    /// <summary>As the predecessor did it, as a budget without a pooler has it, and as this fleet does it.</summary>
    public static IEnumerable<DrillOffer> All(DrillServers servers)
    {
        yield return Direct(15);
        yield return Direct(4);
        yield return new("21 x 15 through the pooler", 15, true, service => With(servers.Pooled(service), 15, pooled: true));

        DrillOffer Direct(int size) => new($"21 x {size} straight to PostgreSQL", size, false, _ => With(servers.Direct, size, pooled: false));
    }

    private static string With(string connectionString, int poolSize, bool pooled) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxPoolSize = poolSize,
        NoResetOnClose = pooled,
        MaxAutoPrepare = 0,
        Timeout = 15,
        CommandTimeout = 30,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
