using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The table <c>roadmap.content_items</c> as the workflow changes it. Every asynchronous method takes one round trip.</summary>
internal static class ContentItemTable
{
    private static readonly string[] Kinds = [.. Enum.GetValues<ContentKind>().Select(DomainJson.Name)];

    /// <summary>Adds what makes the content pending that a decision sends commands for.</summary>
    public static void Prepare(UnitOfWork unit, Decision decision)
    {
        var id = decision.State.RoadmapId;
        switch (decision.Happened)
        {
            case StructureValidated or ReviewDecided when decision.State.GeneratesContent:
                Create(unit, id, [.. decision.Commands.Select(command => ((GenerateConcept)command.Message).ConceptId)]);
                break;
            case RetryRequested:
                ResetFailed(unit, id);
                break;
            case RegenerationRequested wish:
                Reset(unit, id, wish);
                break;
        }
    }

    /// <summary>
    /// Reads what is needed to write the content of concepts, of those that exist. One round trip.
    /// </summary>
    public static Task<IEnumerable<ConceptRow>> FindAsync(
        NpgsqlConnection connection, Guid roadmapId, string[] concepts, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.status, r.step, r.round, r.edits, r.skip_review AS skipreview, r.version, r.request::text AS request,
                   r.framework ->> 'title' AS roadmaptitle, c.stage AS stagetitle, c.module AS moduletitle, c.concept::text AS concept,
                   ARRAY(SELECT e.earlier ->> 'name'
                         FROM jsonb_path_query(r.framework, '$.stages[*].modules[*].concepts[*]') WITH ORDINALITY AS e(earlier, place)
                         WHERE c.concept -> 'prerequisites' ? (e.earlier ->> 'id') ORDER BY e.place) AS prerequisitenames,
                   ARRAY(SELECT i.kind FROM roadmap.content_items AS i
                         WHERE i.roadmap_id = r.id AND i.concept_id = c.concept ->> 'id' AND i.status = 'pending') AS kinds,
                   coalesce((SELECT i.attempts FROM roadmap.content_items AS i
                             WHERE i.roadmap_id = r.id AND i.concept_id = c.concept ->> 'id' AND i.kind = 'quiz'), 0) AS quizattempts
            FROM roadmap.roadmaps AS r CROSS JOIN LATERAL (
              SELECT stage ->> 'title' AS stage, module ->> 'title' AS module, concept
              FROM jsonb_array_elements(r.framework -> 'stages') AS stage, jsonb_array_elements(stage -> 'modules') AS module,
                   jsonb_array_elements(module -> 'concepts') AS concept
              -- The limit also tells the planner that this is cheap; otherwise it compiles the query, which takes longer than to run it.
              WHERE concept ->> 'id' = ANY(@concepts) LIMIT cardinality(@concepts)) AS c
            WHERE r.id = @roadmapId
            """;
        return connection.QueryAsync<ConceptRow>(new(Sql, new { roadmapId, concepts }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Stores attempts at content and the event of each concept that has no pending piece any more, in one transaction. Nothing is stored
    /// if the roadmap has a different version.
    /// </summary>
    /// <param name="connection">The connection, without a transaction.</param>
    /// <param name="roadmapId">The roadmap.</param>
    /// <param name="version">The version that the outcomes have been decided for.</param>
    /// <param name="contents">The attempts, by concept.</param>
    public static async Task<StoredContent> StoreAsync(
        NpgsqlConnection connection, Guid roadmapId, int version, IReadOnlyList<NewContent> contents)
    {
        const string Sql = $"""
            SELECT current, pending, message_ids, bodies
            FROM roadmap.store_content($1, $2, $3, $4, $5, NULL, $6, $7, $8, {OutboxTable.Claim})
            """;
        var attempts = contents
            .SelectMany(content => content.Attempts, (content, attempt) => (content.ConceptId, Attempt: attempt))
            .ToList();
        // Pieces of the same concept bring the same outcomes.
        var outcomes = contents
            .SelectMany(content => content.Outcomes)
            .DistinctBy(outcome => (outcome.ConceptId, outcome.Complete))
            .ToList();
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = roadmapId },
                new NpgsqlParameter<int> { TypedValue = version },
                Texts(one => one.ConceptId),
                Texts(one => DomainJson.Name(one.Attempt.Kind)),
                Texts(one => one.Attempt.Content),
                Texts(one => one.Attempt.Error),
                new() { Value = JsonSerializer.Serialize(outcomes, StoredJson.Format), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<string> { TypedValue = MessageTypes.NameOf(typeof(ProgressRecorded)) },
            },
        };
        // No caller's token: this is work of several callers, and bounded by the command's timeout.
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        await reader.ReadAsync(CancellationToken.None);
        return !reader.GetBoolean(0) ? StoredContent.OutOfDate
            : new(reader.GetInt32(1), Messages(reader.GetValue(2) as Guid[] ?? [], reader.GetValue(3) as string[] ?? []));

        NpgsqlParameter Texts(Func<(string ConceptId, ContentAttempt Attempt), string?> select) =>
            new() { Value = attempts.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

        IReadOnlyList<OutboxMessage> Messages(Guid[] ids, string[] bodies) =>
            [.. ids.Zip(bodies, (id, body) => outcomes.Single(outcome => outcome.MessageId == id).Message(body))];
    }

    /// <summary>Counts the pieces of a roadmap whose row is locked. One round trip.</summary>
    public static Task<ContentAttempted> CountAsync(UnitOfWork unit, Guid roadmapId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending, count(*) FILTER (WHERE status = 'failed')::int AS failed,
                   count(*)::int AS total
            FROM roadmap.content_items WHERE roadmap_id = @roadmapId
            """;
        return unit.Connection.QuerySingleAsync<ContentAttempted>(
            new(Sql, new { roadmapId }, unit.Transaction, cancellationToken: cancellationToken));
    }

    private static void Create(UnitOfWork unit, Guid roadmapId, string[] concepts) => unit.Add(
        """
        INSERT INTO roadmap.content_items (roadmap_id, concept_id, kind)
        SELECT @roadmapId, concept_id, kind FROM unnest(@concepts) AS concept_id CROSS JOIN unnest(@kinds) AS kind
        """,
        ("roadmapId", roadmapId),
        ("concepts", concepts),
        ("kinds", Kinds));

    private static void ResetFailed(UnitOfWork unit, Guid roadmapId) => unit.Add(
        """
        UPDATE roadmap.content_items SET status = 'pending', error = NULL, updated_at = now()
        WHERE roadmap_id = @roadmapId AND status = 'failed'
        """,
        ("roadmapId", roadmapId));

    private static void Reset(UnitOfWork unit, Guid roadmapId, RegenerationRequested piece)
    {
        unit.Add(
            """
            UPDATE roadmap.content_items SET status = 'pending', content = NULL, html = NULL, error = NULL, updated_at = now()
            WHERE roadmap_id = @roadmapId AND concept_id = @conceptId AND kind = @kind
            """,
            ("roadmapId", roadmapId),
            ("conceptId", piece.ConceptId),
            ("kind", DomainJson.Name(piece.Kind)));
        if (piece.Kind == ContentKind.Quiz)
        {
            // Their questions do not exist any more.
            unit.Add(
                "DELETE FROM roadmap.cards WHERE roadmap_id = @roadmapId AND concept_id = @conceptId",
                ("roadmapId", roadmapId),
                ("conceptId", piece.ConceptId));
        }
    }
}
