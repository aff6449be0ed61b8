using BenchmarkDotNet.Attributes;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Connections.Scram;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Benchmarks.Pure;

/// <summary>What needs no server.</summary>
[MemoryDiagnoser]
public class PureBenchmarks
{
    // The most connections and clients that can be declared.
    private const int Connections = 10_000;
    private const int Clients = 100_000;

    private readonly FleetDescription _large = FleetOf(9_000, share: 1);
    private readonly FleetDescription _tooLarge = FleetOf(1_000, share: 20);
    private readonly FleetDescription _unplanned = FleetOf(100, share: 1);
    private readonly PgBouncerConfiguration _pooler = PoolerOf(100);
    private readonly WorkflowState _state = new(
        Guid.Empty, RoadmapStatus.Processing, WorkflowStep.IntentAnalysis, Round: 0, SkipReview: true);

    private readonly string _password = "correct horse battery staple";
    private readonly IntentAnalyzed _analyzed = new(new("Learn .NET", [".NET"], ["C#"], Understood: true));

    /// <summary>Adds up 9,000 services, as many as the largest server has connections for.</summary>
    [Benchmark]
    public BudgetResult AcceptedBudgetOf9000Services() => ConnectionBudget.Check(_large);

    /// <summary>Adds up 1,000 services that want too much, and looks for the changes that make them fit.</summary>
    [Benchmark]
    public BudgetResult RefusedBudgetOf1000Services() => ConnectionBudget.Check(_tooLarge);

    /// <summary>Plans the sizes of 100 services.</summary>
    [Benchmark]
    public FleetDescription? PlanOf100Services() => ConnectionPlanner.Plan(_unplanned);

    /// <summary>Writes the pooler's files for 100 services, without verifiers.</summary>
    [Benchmark]
    public PgBouncerFiles PoolerFilesOf100Services() => PgBouncerFiles.Create(_pooler);

    /// <summary>Hashes a password.</summary>
    [Benchmark]
    public string ScramVerifierOfAPassword() => ScramVerifier.Create(_password);

    /// <summary>Decides about a step of a roadmap.</summary>
    [Benchmark]
    public Decision? DecisionAboutAStep() => RoadmapWorkflow.Decide(_state, _analyzed);

    private static FleetDescription FleetOf(int services, int share) => new()
    {
        Services =
        [
            .. Enumerable.Range(0, services).Select(
                n => new ServiceDescription { Name = $"service-{n}", Replicas = 1, MaxPoolSize = 5, Share = share }),
        ],
        Postgres = new() { MaxConnections = Connections },
        Pooler = new() { MaxClientConnections = Clients },
    };

    private static PgBouncerConfiguration PoolerOf(int services) => new()
    {
        ListenAddress = "127.0.0.1",
        ListenPort = 6432,
        UserListPath = "/etc/pgbouncer/userlist.txt",
        AccessRulesPath = "/etc/pgbouncer/pgbouncer_hba.conf",
        Databases =
        [
            .. Enumerable.Range(0, services).Select(
                n => new PgBouncerDatabase($"service_{n}", "127.0.0.1", 5432, "roadmap", PoolSize: 5)),
        ],
        Users = [.. Enumerable.Range(0, services).Select(n => new PgBouncerUser($"service_{n}", "secret"))],
    };
}
