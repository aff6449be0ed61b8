using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The fleet in direct topology, without a pooler.</summary>
public sealed class DirectTests
{
    private const string Direct = "--Fleet:Topology=Direct";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // In the full run: the fault fleet's tests stop a fleet as well, and those of the budget refuse what a direct one could exhaust.
    [Fact(Explicit = true)]
    public async Task A_direct_fleet_completes_a_roadmap_alone_on_its_data_directory_and_the_stop_command_stops_it()
    {
        await using var run = new AppHostRun(AppHostRun.Program, settings: [Direct]);
        await run.UntilAsync(AppHostRun.Healthy);

        Assert.Contains(run.Left, process => process.Name == "postgres");
        Assert.DoesNotContain(run.Left, process => process.Name == "pgbouncer");
        await run.CompleteRoadmapAsync();
        await run.RefuseAnotherAsync();
        await run.StopAsync();
    }

    [Fact(Explicit = true)]
    public async Task A_roadmap_survives_a_restart()
    {
        await using var fleet = new DirectFleet();
        await fleet.StartOnceAsync();
        var id = await fleet.CreateAsync("Learn Kubernetes");
        await fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(3), "completed");

        await fleet.StopAsync();
        await fleet.StartAsync();

        using var roadmap = await fleet.Api.GetAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), Cancellation);
        Assert.Contains("\"status\":\"completed\"", await roadmap.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(3), "completed");
    }

    private sealed class DirectFleet() : FleetFixture(Direct);
}
