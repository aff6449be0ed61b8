using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>The gate's share of <see cref="HostileInputTests"/>: a few requests on the fleet that the other tests share.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class HostileSampleTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Requests = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_few_hundred_hostile_requests_get_the_answers_that_the_API_declares()
    {
        var seed = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}.");
        using var other = fleet.Grace();
        var data = new LiveData(fleet, fleet.Api, other);
        await data.PlantAsync(Patience, Cancellation);
        var load = new HostileLoad(
            new(await fleet.ReadAsync("/openapi/v1.json")), fleet.Api.BaseAddress!, () => data.Current);
        try
        {
            await load.RunAsync(seed, Requests, Cancellation);
        }
        finally
        {
            await data.RemoveAsync(Cancellation);
        }

        Assert.True(load.Tally.Defects.Count == 0, load.Tally.Shown());
        Assert.Equal(Requests, load.Tally.Requests);
    }
}
