using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Killed processes are restarted automatically.</summary>
[Collection(OnFaultFleet.Name)]
public sealed class SupervisionTests(FaultFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Everything but the migrations, which have completed.</summary>
    private static readonly string[] Running =
    [
        "postgres",
        "pgbouncer",
        "messaging",
        "messaging-epmd",
        "api",
        "logs",
        "content",
        "workflow",
    ];

    [Fact]
    public async Task A_fleet_whose_processes_are_all_killed_recovers_and_every_roadmap_completes()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fleet.CreateAsync("Learn machine learning")));
        var before = await Task.WhenAll(Running.Select(resource => RunningAsync(resource, _ => true)));

        foreach (var process in before)
        {
            KillTree(process);
        }

        foreach (var (resource, old) in Running.Zip(before))
        {
            await RunningAsync(resource, process => process != old);
        }

        await WorksAsync();
        foreach (var id in ids)
        {
            await fleet.WaitForStatusAsync(id, Patience, "completed");
        }
    }

    [Theory(Explicit = true)]
    [InlineData("postgres")]
    [InlineData("pgbouncer")]
    [InlineData("messaging")]
    [InlineData("messaging-epmd")]
    [InlineData("api")]
    [InlineData("logs")]
    public async Task A_killed_process_restarts_and_the_fleet_recovers(string resource)
    {
        var before = await RunningAsync(resource, _ => true);

        KillTree(before);

        await RunningAsync(resource, process => process != before);
        await WorksAsync();
    }

    [Fact(Explicit = true)]
    public async Task The_fleet_recovers_from_every_random_kill_for_ten_minutes()
    {
        KeepRunningFor(TimeSpan.FromMinutes(30));
        var random = new Random(20261127);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(10);)
        {
            var resource = Running[random.Next(Running.Length)];
            var before = await RunningAsync(resource, _ => true);
            if (random.Next(2) == 0)
            {
                KillTree(before);
            }
            else
            {
                Kill(before);
            }

            await RunningAsync(resource, process => process != before);
            await WorksAsync();
        }
    }

    private async Task WorksAsync()
    {
        foreach (var resource in Running)
        {
            await fleet.Application.ResourceNotifications.WaitForResourceHealthyAsync(
                resource, WaitBehavior.WaitOnResourceUnavailable, Cancellation)
                .WaitAsync(Patience, Cancellation);
        }

        await fleet.WaitForStatusAsync(await CreatedAsync(), Patience, "completed");
    }

    private async Task<Guid> CreatedAsync()
    {
        Guid? id = null;
        await Eventually.TrueAsync(Patience, () => "the API took no goal", async () =>
        {
            try
            {
                id = await fleet.CreateAsync("Learn SQL");
            }
            catch (HttpRequestException)
            {
                // The API is restarting or reports that the database is unavailable.
            }

            return id is not null;
        });
        return id!.Value;
    }

    private async Task<int> RunningAsync(string resource, Func<int, bool> wanted)
    {
        var running = await fleet.Application.ResourceNotifications.WaitForResourceAsync(
            resource,
            e => e.Snapshot.State?.Text == KnownResourceStates.Running && Pid(e) is { } pid && wanted(pid),
            Cancellation).WaitAsync(Patience,
            Cancellation);
        return Pid(running)!.Value;
    }

    private static int? Pid(ResourceEvent e) =>
        e.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;

    /// <summary>Kills a server's guard and the server itself.</summary>
    private static void KillTree(int id)
    {
        foreach (var process in LocalProcesses.Below(id).Select(process => process.Id).Append(id))
        {
            Kill(process);
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended together with its parent.
        }
    }
}
