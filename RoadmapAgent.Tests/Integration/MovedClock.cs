using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Lets time pass for a roadmap: the fleet's processes have the real clock, so what is stored becomes older.</summary>
internal static class MovedClock
{
    /// <summary>Makes a roadmap and the questions that were missed in it older.</summary>
    public static async Task PassAsync(FleetFixture fleet, Guid roadmap, TimeSpan time)
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand(
            """
            WITH aged AS (UPDATE roadmap.roadmaps SET created_at = created_at - $2 WHERE id = $1)
            UPDATE roadmap.cards SET due_at = due_at - $2 WHERE roadmap_id = $1
            """,
            connection)
        {
            Parameters = { new() { Value = roadmap }, new() { Value = time } },
        };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
