using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Which updates write only a row, and no index entry (HOT updates).</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class HotUpdateTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Concepts = 30;

    [Fact]
    public async Task Storing_a_concept_updates_its_roadmap_without_touching_an_index()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        string[] concepts = [.. Enumerable.Range(1, Concepts).Select(n => $"c-1-1-{n}")];
        var id = await database.AddRoadmapAsync(concepts);
        var store = database.AddProcess();

        foreach (var concept in concepts)
        {
            var work = await store.LoadAsync(id, concept, Cancellation);
            await store.SaveAsync(work!, [.. work!.Kinds.Select(kind => new ContentAttempt(kind, "\"text\"", Error: null))], Cancellation);
        }

        // The last update is the end of the roadmap, which changes the indexes of those that are being written.
        Assert.InRange(await HotUpdatesAsync(database, "roadmaps", Concepts + 1), Concepts - 1, Concepts);
    }

    /// <summary>Waits until the server has counted a table's updates; returns how many of them were HOT.</summary>
    private static async Task<long> HotUpdatesAsync(ContentDatabase database, string table, int updates)
    {
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(1),
            () => $"not all updates of {table} are counted",
            async () => await CountAsync("n_tup_upd") >= updates);
        return await CountAsync("n_tup_hot_upd");

        async Task<long> CountAsync(string counter) => (long)(await database.ExecuteAsync(
            $"SELECT {counter} FROM pg_catalog.pg_stat_user_tables WHERE schemaname = 'roadmap' AND relname = $1", table))!;
    }
}
