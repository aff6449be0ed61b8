using System.Text.Json;
using Npgsql;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Data.Operations;

/// <summary>The table <c>roadmap.samples</c>: the samples of the last ten minutes.</summary>
public static class SampleTable
{
    /// <summary>Stores a sample and deletes those older than ten minutes.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, ConnectionSample sample, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH purged AS (DELETE FROM roadmap.samples WHERE at < $1 - interval '10 minutes')
            INSERT INTO roadmap.samples (at, data) VALUES ($1, $2::json) ON CONFLICT DO NOTHING
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new() { Value = sample.At }, new() { Value = JsonSerializer.Serialize(sample, DomainJson.Options) } },
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
            samples.Add(JsonSerializer.Deserialize<ConnectionSample>(reader.GetString(0), DomainJson.Options)!);
        }

        return samples;
    }
}
