using System.Globalization;
using System.Runtime.CompilerServices;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Offers the load from within the fleet's own 21 processes; every row starts a fleet of its own.</summary>
internal static class FleetDrill
{
    private const int PredecessorsPool = 15;

    private static readonly TimeSpan DrillPatience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Without a pooler a process may have four: 21 x 4 = 84, what PostgreSQL has room for.
    /// A deployment would have to stop the old ones first.
    /// </summary>
    private static readonly string[] Divided =
    [
        "--Fleet:Topology=Direct", "--Fleet:Surge=0",
        .. DrillFleet.Services.SelectMany(
            service => new[] { $"--Fleet:Services:{service.Name}:MaxPoolSize=4", $"--Fleet:Services:{service.Name}:Gate=0" }),
    ];

    /// <summary>As the predecessor did it, as a budget without a pooler has it, and as this fleet does it.</summary>
    public static async IAsyncEnumerable<DrillRow> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await RowAsync(DrillRow.Predecessor, Divided, asPredecessor: true, cancellationToken);
        yield return await RowAsync(DrillRow.Divided, Divided, asPredecessor: false, cancellationToken);
        yield return await RowAsync(DrillRow.Pooled, [], asPredecessor: false, cancellationToken);
    }

    /// <param name="name">The row's name.</param>
    /// <param name="settings">The fleet's settings.</param>
    /// <param name="asPredecessor">
    /// No fleet that declares 15 starts, and roles would stop it if it did:
    /// so it declares four, takes 15, and the roles' limits are lifted.
    /// </param>
    /// <param name="cancellationToken">Ends the drill.</param>
    private static async Task<DrillRow> RowAsync(string name, string[] settings, bool asPredecessor, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DrillPatience);
        await using var rendezvous = await Rendezvous.OpenAsync(patience.Token);
        await using var fleet = await DrillFleet.StartAsync(settings, Configure, patience.Token);
        await rendezvous.ReadyAsync(DrillFleet.Processes, patience.Token);
        if (asPredecessor)
        {
            await fleet.ExecuteAsync(
                string.Join(';', DrillFleet.Services.Select(service => $"ALTER ROLE roadmap_{service.Name} CONNECTION LIMIT -1")),
                patience.Token);
        }

        var console = settings.Length == 0 ? await fleet.ConnectionStringAsync("pgbouncer", patience.Token) : null;
        return await Drill.RunAsync(
            name, fleet.Administrator, console, () => rendezvous.GoAsync(DrillFleet.Processes, patience.Token), patience.Token);

        void Configure(IResourceBuilder<ProjectResource> service)
        {
            rendezvous.Invite(service);
            if (asPredecessor)
            {
                service.WithEnvironment("Database__MaxPoolSize", PredecessorsPool.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
