using System.Text.Json;
using Npgsql;

namespace RoadmapAgent.Data.Operations;

/// <summary>The table <c>roadmap.samples</c>: the samples of the last day, thinned by the monitor that writes them.</summary>
public static class SampleTable
{
    /// <summary>Stores a sample.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, ConnectionSample sample, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO roadmap.samples (at, data) VALUES ($1, $2::json) ON CONFLICT DO NOTHING", connection)
        {
            Parameters = { new() { Value = sample.At }, new() { Value = JsonSerializer.Serialize(sample, SampleJson.Format) } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes the samples that are not in a list and not newer than its last one.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="kept">The times of the samples to keep, oldest first; not empty.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public static async Task KeepAsync(
        NpgsqlConnection connection, IReadOnlyList<DateTimeOffset> kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kept);
        await using var command = new NpgsqlCommand("DELETE FROM roadmap.samples WHERE at <= $1 AND at <> ALL ($2)", connection)
        {
            Parameters = { new() { Value = kept[^1] }, new() { Value = kept.ToArray() } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the samples taken after a time, oldest first.</summary>
    public static async Task<List<ConnectionSample>> ReadAfterAsync(
        NpgsqlConnection connection, DateTimeOffset after, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT data::text FROM roadmap.samples WHERE at > $1 ORDER BY at", connection)
        {
            Parameters = { new() { Value = after } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var samples = new List<ConnectionSample>();
        while (await reader.ReadAsync(cancellationToken))
        {
            samples.Add(JsonSerializer.Deserialize<ConnectionSample>(reader.GetString(0), SampleJson.Format)!);
        }

        return samples;
    }
}
