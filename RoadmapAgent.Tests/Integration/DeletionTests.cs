using Npgsql;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class DeletionTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Step = "deletion_test";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Log_lines_stored_while_their_roadmap_is_being_deleted_do_not_survive_it(bool compressed)
    {
        var deleted = await fleet.CreateAsync("Learn SQL", skipReview: false);
        var kept = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await fleet.WaitForStatusAsync(deleted, Patience, "human_review_pending");
        await using var direct = await fleet.OpenDirectAsync();
        await using var watching = await fleet.OpenDirectAsync();
        await using (var deletion = await direct.BeginTransactionAsync(Cancellation))
        {
            await ReadAsync(direct, "DELETE FROM roadmap.roadmaps WHERE id = $1", deleted);
            await using var broker = await fleet.ConnectToBrokerAsync();
            await using var channel = await broker.CreateChannelAsync(cancellationToken: Cancellation);
            var lines = new WriteExecutionLogs([Line(deleted), Line(kept)]);
            await (compressed
                ? channel.SendAsync(Queues.Of(typeof(WriteCompressedExecutionLogs)), WriteCompressedExecutionLogs.Of(lines), Guid.NewGuid())
                : channel.SendAsync(Queues.Of(typeof(WriteExecutionLogs)), lines, Guid.NewGuid()));
            await Eventually.TrueAsync(Patience, () => "no line waits for the deletion", async () => (long)(await ReadAsync(
                watching,
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%execution_logs%'"))! > 0);
            await deletion.CommitAsync(Cancellation);
        }

        await Eventually.TrueAsync(Patience, () => "the other roadmap's line was not stored", async () =>
            (await fleet.ReadAsync($"/api/roadmaps/{kept}/logs?step={Step}")).GetProperty("items").GetArrayLength() == 1);
        Assert.Equal(0L, await ReadAsync(direct, "SELECT count(*) FROM roadmap.execution_logs WHERE roadmap_id = $1", deleted));
    }

    private static ExecutionLogEntry Line(Guid roadmapId) => new(
        Guid.NewGuid(),
        roadmapId,
        ConceptId: null,
        LogSeverity.Info,
        LogCategory.Workflow,
        Step,
        "A line.",
        DurationMs: null,
        DateTimeOffset.UtcNow);

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string sql, params Guid[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
