using Npgsql;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>
/// Reads the database and compares it with what was promised. It shares no code with the product: neither its statements nor its types.
/// </summary>
/// <param name="fleet">The fleet, after the load.</param>
/// <param name="ledger">What was promised.</param>
internal sealed class FleetInspection(FleetFixture fleet, Ledger ledger)
{
    private const string OutboxRule =
        "SELECT format('A message to %s waits in the outbox after %s attempts: %s', queue, attempts, last_error) FROM roadmap.outbox";

    // Each returns one text a row, and no row if all is well. Concepts of a completed roadmap have three pieces.
    private static readonly string[] Rules =
    [
        """
        SELECT format('Roadmap %s is %s in step %s', id, status, step) FROM roadmap.roadmaps
        WHERE status NOT IN ('completed', 'partial_failure', 'failed', 'cancelled')
        """,
        """
        SELECT format('Roadmap %s has events %s to %s, %s of them, and its last is %s', r.id, min(e.sequence), max(e.sequence), count(e),
          r.last_sequence)
        FROM roadmap.roadmaps AS r LEFT JOIN roadmap.events AS e ON e.roadmap_id = r.id
        GROUP BY r.id HAVING count(e) <> r.last_sequence OR min(e.sequence) <> 1 OR max(e.sequence) <> r.last_sequence
        """,
        """
        SELECT format('Roadmap %s is %s, and its last event is %s', r.id, r.status, e.type)
        FROM roadmap.roadmaps AS r JOIN roadmap.events AS e ON e.roadmap_id = r.id AND e.sequence = r.last_sequence
        WHERE e.type <> r.status
        """,
        """
        SELECT format('Roadmap %s is completed, and %s of its concept %s is %s', r.id, coalesce(k, 'a piece'), c ->> 'id', i.status)
        FROM roadmap.roadmaps AS r
        CROSS JOIN jsonb_path_query(r.framework, '$.stages[*].modules[*].concepts[*]') AS c
        CROSS JOIN unnest('{tutorial,resources,quiz}'::text[]) AS k
        LEFT JOIN roadmap.content_items AS i ON i.roadmap_id = r.id AND i.concept_id = c ->> 'id' AND i.kind = k
        WHERE r.status = 'completed' AND (i.status IS DISTINCT FROM 'completed' OR i.content IS NULL)
        """,
        """
        SELECT format('Roadmap %s has content of %s, which is not in its plan', i.roadmap_id, i.concept_id)
        FROM roadmap.content_items AS i JOIN roadmap.roadmaps AS r ON r.id = i.roadmap_id
        WHERE NOT r.framework @? format('$.stages[*].modules[*].concepts[*] ? (@.id == "%s")', i.concept_id)::jsonpath
        """,
        OutboxRule,
        "SELECT format('Roadmap %s is held', id) FROM roadmap.roadmaps WHERE held_commands IS NOT NULL",
        """
        SELECT format('Roadmap %s of %s is %s in the trash', r.id, r.owner, CASE WHEN t.id IS NULL THEN 'not' ELSE 'also' END)
        FROM roadmap.roadmaps AS r LEFT JOIN roadmap.trash AS t ON t.roadmap_id = r.id
        WHERE (t.id IS NULL) = (r.owner = '00000000-0000-0000-0000-000000000000')
        """,
    ];

    // Roadmaps that nobody retried or regenerated: exactly one end, and every concept complete exactly once.
    private const string Once = """
        SELECT format('Roadmap %s ended %s times and completed concepts %s times, different ones %s', r.id,
          count(*) FILTER (WHERE e.type IN ('completed', 'partial_failure', 'failed', 'cancelled')),
          count(*) FILTER (WHERE e.type = 'concept_complete'),
          count(DISTINCT e.data ->> 'conceptId') FILTER (WHERE e.type = 'concept_complete'))
        FROM roadmap.roadmaps AS r JOIN roadmap.events AS e ON e.roadmap_id = r.id WHERE r.id = ANY ($1)
        GROUP BY r.id
        HAVING count(*) FILTER (WHERE e.type IN ('completed', 'partial_failure', 'failed', 'cancelled')) <> 1
          OR count(*) FILTER (WHERE e.type = 'concept_complete')
            <> count(DISTINCT e.data ->> 'conceptId') FILTER (WHERE e.type = 'concept_complete')
        """;

    /// <summary>Returns what is wrong, in words.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await using var connection = await fleet.OpenDirectAsync();
        var wrong = new List<string>(await ListBrokenRulesAsync());
        Guid[] untouched = [.. ledger.Promises.Values.Where(promise => !promise.Resumed).Select(promise => promise.Id)];
        wrong.AddRange(await TextsAsync(connection, Once, untouched));
        wrong.AddRange(Kept(await RowsAsync(connection)));
        return wrong;
    }

    /// <summary>Returns what is wrong with roadmaps whatever was promised, in words.</summary>
    public async Task<IReadOnlyList<string>> ListBrokenRulesAsync()
    {
        await using var connection = await fleet.OpenDirectAsync();
        var wrong = new List<string>();
        foreach (var rule in Rules)
        {
            wrong.AddRange(await TextsAsync(connection, rule));
        }

        return wrong;
    }

    /// <summary>Waits until outbox and queues are empty, and returns the error queues that are not, in words.</summary>
    /// <param name="patience">How long to wait.</param>
    public async Task<IReadOnlyList<string>> ListUnfinishedAsync(TimeSpan patience)
    {
        var wrong = new List<string>();
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync();
        await using var database = await fleet.OpenDirectAsync();
        await Eventually.TrueAsync(
            patience, () => "the outbox is not empty", async () => (await TextsAsync(database, OutboxRule)).Count == 0);
        foreach (var queue in Queues.ByWorker.Values)
        {
            await Eventually.TrueAsync(patience, () => $"{queue} is not empty", async () => await channel.MessageCountAsync(queue) == 0);
            if (await channel.MessageCountAsync(ErrorQueues.Of(queue)) is > 0 and var dead)
            {
                wrong.Add($"{ErrorQueues.Of(queue)} has {dead} messages");
            }
        }

        return wrong;
    }

    /// <summary>Returns the number of a roadmap's last event; null if it does not exist or is in the trash.</summary>
    public async Task<long?> LastEventAsync(Guid id)
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT last_sequence FROM roadmap.roadmaps AS r
            WHERE id = $1 AND NOT EXISTS (SELECT FROM roadmap.trash AS t WHERE t.roadmap_id = r.id)
            """,
            connection)
        {
            Parameters = { new() { Value = id } },
        };
        return (long?)await command.ExecuteScalarAsync();
    }

    /// <summary>Every promise is kept, nothing exists that was not promised, and nobody has, or has deleted, what is another's.</summary>
    private IEnumerable<string> Kept(Dictionary<Guid, (Guid Owner, bool Deleted)> rows)
    {
        foreach (var promise in ledger.Promises.Values)
        {
            var exists = rows.TryGetValue(promise.Id, out var row) && !row.Deleted;
            if (!exists && !promise.DeletionSent)
            {
                yield return $"Roadmap {promise.Id} was accepted and is lost";
            }
            else if (exists && promise.Deleted)
            {
                yield return $"Roadmap {promise.Id} was deleted and exists";
            }
        }

        foreach (var id in rows.Keys.Where(id => !ledger.Promises.ContainsKey(id)))
        {
            yield return $"Roadmap {id} exists and was not promised to anybody: a key has two";
        }

        var owners = ledger.Promises.Values.Where(promise => rows.ContainsKey(promise.Id)).ToLookup(
            promise => promise.Owner, promise => rows[promise.Id].Owner);
        var ids = owners.SelectMany(owner => owner.Distinct()).ToList();
        if (owners.Any(owner => owner.Distinct().Count() != 1) || ids.Count != ids.Distinct().Count())
        {
            yield return "Roadmaps have changed their owners";
        }
    }

    /// <summary>The owner of every roadmap, and whether it is in the trash.</summary>
    private static async Task<Dictionary<Guid, (Guid Owner, bool Deleted)>> RowsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT r.id, COALESCE(t.owner, r.owner), t.id IS NOT NULL
            FROM roadmap.roadmaps AS r LEFT JOIN roadmap.trash AS t ON t.roadmap_id = r.id
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<Guid, (Guid Owner, bool Deleted)>();
        while (await reader.ReadAsync())
        {
            rows[reader.GetGuid(0)] = (reader.GetGuid(1), reader.GetBoolean(2));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
