using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Benchmarks.Drill;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The predecessor's 21 processes, ready to take its load.</summary>
public sealed class SeedFleet() : FleetFixture("--Fleet:Profile=Seed")
{
    private Rendezvous? _load;

    internal Rendezvous Load => _load ?? throw new InvalidOperationException("The fleet has not been started.");

    protected override async Task<string[]> PrepareAsync()
    {
        _load = await Rendezvous.OpenAsync(CancellationToken.None);
        return [];
    }

    protected override void Configure(IResourceBuilder<ProjectResource> project)
    {
        if (project.Resource.Name != "migrations")
        {
            Load.Invite(project);
        }
    }

    protected override ValueTask CleanUpAsync() => Load.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class OnSeedFleet : ICollectionFixture<SeedFleet>
{
    public const string Name = "Seed fleet";
}

[Collection(OnSeedFleet.Name)]
public sealed class SeedTests(SeedFleet fleet) : FleetTest(fleet)
{
    private static readonly Dictionary<string, int> Replicas = new() { ["api"] = 4, ["logs"] = 5, ["content"] = 9, ["workflow"] = 3 };

    [Fact]
    public async Task Twenty_one_processes_make_a_roadmap_together()
    {
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Become a .NET backend developer"), TimeSpan.FromMinutes(3), "completed");

        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => $"these had reported: {string.Join(", ", fleet.Telemetry.Instances.Keys)}", () => Task.FromResult(
            Replicas.All(service => fleet.Telemetry.Instances.Keys.Where(key => key.Service == service.Key).Select(key => key.Instance).Distinct().Count() == service.Value)));
    }

    [Fact]
    public async Task The_predecessors_load_from_within_its_21_processes_exhausts_nothing()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        await fleet.Load.ReadyAsync(DrillFleet.Processes, patience.Token);

        var row = await Drill.RunAsync(
            DrillRow.Pooled,
            (await fleet.Application.GetConnectionStringAsync("roadmap-direct", patience.Token))!,
            await fleet.Application.GetConnectionStringAsync("pgbouncer", patience.Token),
            () => fleet.Load.GoAsync(DrillFleet.Processes, patience.Token),
            patience.Token);

        Assert.True((row.Offered, row.Succeeded) == (315, 315), row.ToString());
        Assert.InRange(row.PeakBackends, 1, 50);
    }

    [Fact]
    public async Task Of_four_processes_that_could_measure_one_at_a_time_does()
    {
        const int Enough = 8;
        await using var connection = await fleet.OpenDirectAsync();
        var samples = new List<ConnectionSample>();
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"{samples.Count} samples were taken",
            async () => (samples = await SampleTable.ReadAfterAsync(connection, DateTimeOffset.MinValue, Cancellation)).Count >= Enough);

        // A process pauses for five seconds after a sample; two that measured side by side would take more of them.
        var duration = samples[^1].At - samples[0].At;
        Assert.InRange(samples.Count - 1, 1, duration / ConnectionMonitor.Interval);
    }

    [Fact]
    public async Task When_the_monitor_is_killed_another_process_measures_in_its_place()
    {
        await using var connection = await fleet.OpenDirectAsync();
        string? holder = null;
        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => "nobody measured", async () => (holder = await HolderAsync(connection)) is not null);

        using (var monitor = Process.GetProcessById(int.Parse(holder!.Split(':')[1], CultureInfo.InvariantCulture)))
        {
            monitor.Kill();
        }

        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => $"the lease was still that of {holder}", async () => await HolderAsync(connection) is { } next && next != holder);
    }

    private static async Task<string?> HolderAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT holder FROM roadmap.leases WHERE name = 'connection-monitor' AND held_until > now()", connection);
        return (string?)await command.ExecuteScalarAsync(Cancellation);
    }
}
