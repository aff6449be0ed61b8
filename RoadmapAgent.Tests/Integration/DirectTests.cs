using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The fleet in direct topology, without a pooler.</summary>
public sealed class DirectFleet() : FleetFixture("--Fleet:Topology=Direct");

[CollectionDefinition(Name)]
public sealed class OnDirectFleet : ICollectionFixture<DirectFleet>
{
    public const string Name = "Direct fleet";
}

[Collection(OnDirectFleet.Name)]
public sealed class DirectTests(DirectFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task A_roadmap_completes_without_a_pooler()
    {
        Assert.DoesNotContain(
            fleet.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources,
            resource => resource.Name == "pgbouncer");
        var id = await fleet.CreateAsync("Learn Kubernetes");
        await fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(3), "completed");
    }

    [Fact(Explicit = true)]
    public async Task A_roadmap_survives_a_restart()
    {
        var id = await fleet.CreateAsync("Learn Kubernetes");
        await fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(3), "completed");

        await fleet.StopAsync();
        await fleet.StartAsync();

        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(3), "completed");
    }
}
