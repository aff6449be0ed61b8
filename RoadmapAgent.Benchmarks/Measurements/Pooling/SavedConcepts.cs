using System.Security.Cryptography;
using Npgsql;
using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>How many concepts a second are saved through the pooler, against directly.</summary>
/// <param name="name">Its name.</param>
/// <param name="pooler">What the pooler is called.</param>
/// <param name="fleet">Servers with that pooler.</param>
/// <param name="target">The ratio to reach.</param>
internal sealed class SavedConcepts(string name, string pooler, FleetKind fleet, double target) : Measurement
{
    // A role that may do what the service may, without its limit.
    private const string Role = "bench_content";

    private readonly string _password = RandomNumberGenerator.GetHexString(24);
    private SavedRoadmaps? _roadmaps;

    public override string Name => name;

    public override string Title => $"Concepts that {ContentWriter.Clients} clients save through {pooler}";

    public override string Unit => "1/s";

    public override Target Target => Target.RatioAtLeast(target);

    public override string Baseline => "without the pooler";

    public override FleetKind? Fleet => fleet;

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        var application = round.Application;
        if (_roadmaps is null)
        {
            _roadmaps = await SavedRoadmaps.CreateAsync(cancellationToken);
            await application.ExecuteAsync(
                $"CREATE ROLE {Role} LOGIN IN ROLE roadmap_content PASSWORD '{Connections.Scram.ScramVerifier.Create(_password)}'",
                cancellationToken);
        }

        var direct = new NpgsqlConnectionStringBuilder(application.Administrator)
        {
            Username = Role,
            Password = _password,
            Pooling = true,
        };
        using var pooled = new ContentWriter(
            await application.ConnectionStringAsync("roadmap-content", cancellationToken),
            pooled: true,
            await SupportsPreparedStatementsAsync());
        using var unpooled = new ContentWriter(direct.ConnectionString, pooled: false);
        await WriteAsync(pooled, 2);
        await WriteAsync(unpooled, 2);
        var (ours, baseline) = await round.InterleavedAsync(
            () => WriteAsync(pooled, round.Scale.SavedRoadmaps), () => WriteAsync(unpooled, round.Scale.SavedRoadmaps));
        return new(ours, baseline);

        async Task<bool> SupportsPreparedStatementsAsync()
        {
            await using var console = await application.OpenConsoleAsync(cancellationToken);
            return await console.SupportsPreparedStatementsAsync(cancellationToken);
        }

        async Task<double> WriteAsync(ContentWriter writer, int count) => await writer.WriteAsync(
            _roadmaps, await _roadmaps.AddAsync(application, count, cancellationToken), cancellationToken);
    }
}
