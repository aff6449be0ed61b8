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

/// <summary>The predecessor's fleet of 21 processes, prepared to generate its load.</summary>
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

/// <summary>
/// All in the full run alone, because 21 processes take a fifth of the gate's time; <see cref="DrillTests"/> offers their load in the gate.
/// </summary>
[Collection(OnSeedFleet.Name)]
public sealed class SeedTests(SeedFleet fleet) : FleetTest(fleet)
{
    private static readonly Dictionary<string, int> Replicas = new() { ["api"] = 4, ["logs"] = 5, ["content"] = 9, ["workflow"] = 3 };

    [Fact(Explicit = true)]
    public async Task A_seed_fleet_completes_a_roadmap_and_all_21_processes_report_telemetry()
    {
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Become a .NET backend developer"), TimeSpan.FromMinutes(3), "completed");

        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"these had reported: {string.Join(", ", fleet.Telemetry.Instances.Keys)}",
            () => Task.FromResult(Replicas.All(
                service =>
                    fleet.Telemetry.Instances.Keys.Where(key => key.Service == service.Key)
                        .Select(key => key.Instance)
                        .Distinct()
                        .Count() == service.Value)));
    }

    [Fact(Explicit = true)]
    public async Task The_predecessor_load_from_within_the_21_processes_does_not_exhaust_the_fleet()
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

    [Fact(Explicit = true)]
    public async Task Only_one_of_the_four_API_processes_measures_at_a_time()
    {
        const int Enough = 8;
        await using var connection = await fleet.OpenDirectAsync();
        var samples = new List<ConnectionSample>();
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"{samples.Count} samples were taken",
            async () => (samples = await SampleTable.ReadAfterAsync(connection, DateTimeOffset.MinValue, Cancellation)).Count >= Enough);

        // A process pauses for five seconds after a sample; two concurrent monitors would take more samples.
        var duration = samples[^1].At - samples[0].At;
        Assert.InRange(samples.Count - 1, 1, duration / ConnectionMonitor.Interval);
    }

    [Fact(Explicit = true)]
    public async Task Another_process_takes_over_the_lease_when_the_monitor_is_killed()
    {
        await using var connection = await fleet.OpenDirectAsync();
        string? holder = null;
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3), () => "nobody measured", async () => (holder = await HolderAsync(connection)) is not null);

        using (var monitor = Process.GetProcessById(int.Parse(holder!.Split(':')[1], CultureInfo.InvariantCulture)))
        {
            monitor.Kill();
        }

        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => $"the lease was still that of {holder}",
            async () => await HolderAsync(connection) is { } next && next != holder);
    }

    [Fact(Explicit = true)]
    public async Task An_idle_fleet_of_21_processes_sends_at_most_three_statements_a_second() =>
        Assert.InRange(await fleet.MeasureIdleAsync(), 0.1, 3);

    private static async Task<string?> HolderAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT holder FROM roadmap.leases WHERE name = 'connection-monitor' AND held_until > now()", connection);
        return (string?)await command.ExecuteScalarAsync(Cancellation);
    }
}
