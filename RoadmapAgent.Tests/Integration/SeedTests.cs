using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The predecessor's 21 processes.</summary>
public sealed class SeedFleet() : FleetFixture("--Fleet:Profile=Seed");

[CollectionDefinition(Name, DisableParallelization = true)]
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
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Become a .NET backend developer"), TimeSpan.FromMinutes(1), "completed");

        await Eventually.TrueAsync(TimeSpan.FromSeconds(30), () => $"these had reported: {string.Join(", ", fleet.Telemetry.Instances.Keys)}", () => Task.FromResult(
            Replicas.All(service => fleet.Telemetry.Instances.Keys.Where(key => key.Service == service.Key).Select(key => key.Instance).Distinct().Count() == service.Value)));
    }
}
