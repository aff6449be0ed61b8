using System.Globalization;
using Npgsql;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class LogIngestionTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Step = "log_ingestion_test";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Batches_that_are_delivered_again_in_any_form_are_stored_once_with_their_new_lines()
    {
        var roadmap = await fleet.CreateAsync("Learn SQL", skipReview: false);
        // So many that the server refuses the first line while the last ones are still on their way to it.
        var batch = Lines(roadmap, WriteCompressedExecutionLogs.MaxLines);
        var (first, second, third) = (Lines(roadmap, 1), Lines(roadmap, 1), Lines(roadmap, 1));
        await using var direct = await fleet.OpenDirectAsync();
        await using var broker = await fleet.ConnectToBrokerAsync();
        await using var channel = await broker.CreateChannelAsync(cancellationToken: Cancellation);

        await SendAsync(WriteCompressedExecutionLogs.Of(new(batch)), batch);
        await SendAsync(WriteCompressedExecutionLogs.Of(new([.. batch, .. first])), first);
        await SendAsync(WriteCompressedExecutionLogs.Of(new([.. second, .. batch])), second);
        await SendAsync(new WriteExecutionLogs([.. batch, .. third]), third);

        Assert.Equal(batch.Length + 3L, await CountAsync("roadmap_id", roadmap));

        async Task SendAsync<T>(T message, ExecutionLogEntry[] awaited)
        {
            await channel.SendAsync(Queues.Of(typeof(T)), message, Guid.NewGuid());
            await Eventually.TrueAsync(
                Patience, () => "its new lines were not stored", async () => await CountAsync("id", awaited[^1].Id) == 1);
        }

        async Task<long> CountAsync(string column, Guid value)
        {
            await using var command = new NpgsqlCommand(
                $"SELECT count(*) FROM roadmap.execution_logs WHERE {column} = $1 AND step = '{Step}'", direct)
            {
                Parameters = { new() { Value = value } },
            };
            return (long)(await command.ExecuteScalarAsync(Cancellation))!;
        }
    }

    private static ExecutionLogEntry[] Lines(Guid roadmap, int count) =>
        [
            .. Enumerable.Range(0, count).Select(number => new ExecutionLogEntry(
                Guid.CreateVersion7(),
                roadmap,
                number % 2 == 0 ? "c-1-1-1" : null,
                LogSeverity.Info,
                LogCategory.Workflow,
                Step,
                string.Create(CultureInfo.InvariantCulture, $"Line {number}."),
                number % 3 == 0 ? number : null,
                DateTimeOffset.UtcNow)),
        ];
}
