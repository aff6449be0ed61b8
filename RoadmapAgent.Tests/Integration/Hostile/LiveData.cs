using System.Net.Http.Json;
using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Keeps roadmaps of the owner in every state while hostile requests change, cancel and delete them.</summary>
/// <param name="fleet">The fleet.</param>
/// <param name="owner">A client of the owner.</param>
/// <param name="other">A client of the other person.</param>
internal sealed class LiveData(FleetFixture fleet, HttpClient owner, HttpClient other)
{
    private const int OfEach = 3;
    private const string Goal = "Play the hurdy-gurdy";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly string[] Ended = ["completed", "partial_failure", "failed", "cancelled"];

    private readonly HashSet<Guid> _before = [];
    private readonly HashSet<Guid> _seen = [];
    private Guid _owner;
    private Guid _other;

    /// <summary>What lives at the moment.</summary>
    public LiveIds Current { get; private set; } = LiveIds.None;

    /// <summary>The roadmaps that have been there before, of which nothing is asked.</summary>
    public IReadOnlySet<Guid> Before => _before;

    /// <summary>Creates roadmaps of both; those of the other person wait until one has been written and one waits for review.</summary>
    /// <param name="patience">How long that may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PlantAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        (_owner, _other) = (await IdOfAsync(owner, cancellationToken), await IdOfAsync(other, cancellationToken));
        await using var connection = await fleet.OpenDirectAsync();
        _before.UnionWith((await RowsAsync(connection, cancellationToken)).Select(row => row.Id));
        await CreateAsync(other, skipReview: true, cancellationToken);
        await CreateAsync(other, skipReview: false, cancellationToken);
        await Eventually.TrueAsync(patience, () => "the roadmaps of the other person are not written", async () =>
        {
            await TendAsync(connection, cancellationToken);
            var statuses = (await RowsAsync(connection, cancellationToken)).Where(row => row.Owner == _other && !_before.Contains(row.Id))
                .Select(row => row.Status).ToList();
            return statuses.Contains("completed") && statuses.Contains("human_review_pending")
                && Current.Own.Count(ids => ids.Count > 0) >= 5;
        });
    }

    /// <summary>Adds what is missing until it is cancelled.</summary>
    public async Task TendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await fleet.OpenDirectAsync();
            while (true)
            {
                await TendAsync(connection, cancellationToken);
                await Task.Delay(Interval, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The load has ended.
        }
    }

    /// <summary>Waits until every new roadmap has ended or waits for review, and cancels those of the owner that wait.</summary>
    public async Task EndAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var connection = await fleet.OpenDirectAsync();
        var unfinished = "";
        await Eventually.TrueAsync(patience, () => $"these are not finished: {unfinished}", async () =>
        {
            var rows = (await RowsAsync(connection, cancellationToken)).Where(row => !_before.Contains(row.Id)).ToList();
            unfinished = string.Join(", ", rows
                .Where(row => !Ended.Contains(row.Status) && row.Status != "human_review_pending").Select(row => $"{row.Id} {row.Status}"));
            return unfinished.Length == 0;
        });
        foreach (var row in await RowsAsync(connection, cancellationToken))
        {
            if (row.Status == "human_review_pending" && !_before.Contains(row.Id))
            {
                var client = row.Owner == _other ? other : owner;
                var address = new Uri($"/api/roadmaps/{row.Id}/cancel", UriKind.Relative);
                using var cancelled = await client.PostAsync(address, null, cancellationToken);
                cancelled.EnsureSuccessStatusCode();
            }
        }
    }

    /// <summary>Deletes every roadmap that has been created since.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using var connection = await fleet.OpenDirectAsync();
        foreach (var row in (await RowsAsync(connection, cancellationToken)).Where(row => !_before.Contains(row.Id)))
        {
            var client = row.Owner == _other ? other : owner;
            using var deleted = await client.DeleteAsync(new Uri($"/api/roadmaps/{row.Id}", UriKind.Relative), cancellationToken);
            deleted.EnsureSuccessStatusCode();
        }
    }

    private async Task TendAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = (await RowsAsync(connection, cancellationToken)).Where(row => !_before.Contains(row.Id)).ToList();
        var own = rows.Where(row => row.Owner == _owner).GroupBy(row => row.Status)
            .ToDictionary(rows => rows.Key, rows => (IReadOnlyList<Guid>)[.. rows.Select(row => row.Id)]);
        var deleted = _seen.Except(rows.Select(row => row.Id)).ToList();
        _seen.UnionWith(rows.Select(row => row.Id));
        Current = new(
            [.. own.Values],
            [.. rows.Where(row => row.Owner == _other).Select(row => row.Id)],
            deleted,
            [.. (await TextsAsync(connection, ConceptsSql, cancellationToken)).DefaultIfEmpty("c-1-1-1")],
            [.. (await TextsAsync(connection, CardsSql, cancellationToken)).Select(Guid.Parse)]);
        if (Count("pending") + Count("processing") == 0)
        {
            await CreateAsync(owner, skipReview: true, cancellationToken);
        }

        if (Count("human_review_pending") < OfEach)
        {
            await CreateAsync(owner, skipReview: false, cancellationToken);
        }
        else if (Count("failed") == 0)
        {
            await using var fail = new NpgsqlCommand(FailSql, connection)
            {
                Parameters = { new() { Value = own["human_review_pending"][0] } },
            };
            await fail.ExecuteNonQueryAsync(cancellationToken);
        }
        else if (Count("cancelled") == 0)
        {
            var address = new Uri($"/api/roadmaps/{own["human_review_pending"][0]}/cancel", UriKind.Relative);
            using var cancelled = await owner.PostAsync(address, null, cancellationToken);
        }

        int Count(string status) => own.GetValueOrDefault(status)?.Count ?? 0;
    }

    private const string ConceptsSql = "SELECT concept_id FROM roadmap.content_items GROUP BY concept_id ORDER BY concept_id LIMIT 40";
    private const string CardsSql = "SELECT id::text FROM roadmap.cards ORDER BY due_at DESC LIMIT 100";

    // As a worker does whose step can never succeed: nothing about this goal fails by itself.
    private const string FailSql = """
        WITH failed AS (
          UPDATE roadmap.roadmaps
          SET status = 'failed', step = 'finished', version = version + 1, last_sequence = last_sequence + 1, error = 'This step failed.',
            updated_at = now(), ended_at = now()
          WHERE id = $1 AND status = 'human_review_pending' RETURNING id, last_sequence)
        INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
        SELECT id, last_sequence, 'failed', '{"status":"failed","step":"finished","error":"This step failed."}', now() FROM failed
        """;

    private static async Task CreateAsync(HttpClient client, bool skipReview, CancellationToken cancellationToken)
    {
        var request = new { goal = Goal, currentLevel = "beginner", hoursPerWeek = 5, skipReview };
        using var created = await client.PostAsJsonAsync("/api/roadmaps", request, cancellationToken);
    }

    private static async Task<Guid> IdOfAsync(HttpClient client, CancellationToken cancellationToken) =>
        (await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/account", cancellationToken)).GetProperty("id").GetGuid();

    private static async Task<List<(Guid Id, Guid Owner, string Status)>> RowsAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Deleted ones have an owner of zeros until they are restored.
        const string Sql = """
            SELECT id, owner, status FROM roadmap.roadmaps
            WHERE owner <> '00000000-0000-0000-0000-000000000000' ORDER BY id
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(Guid, Guid, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2)));
        }

        return rows;
    }

    private static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
