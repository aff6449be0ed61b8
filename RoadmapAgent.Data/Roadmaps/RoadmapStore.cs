using System.Text.Json;
using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Stores roadmaps. Every change is a compare-and-set in one transaction with its event and the resulting messages.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class RoadmapStore(RoadmapDatabase database, TimeProvider time)
{
    private static readonly string[] Kinds = [.. Enum.GetValues<ContentKind>().Select(DomainJson.Name)];

    /// <summary>Stores a new roadmap, its first event and the command to start it in one transaction. Three round trips.</summary>
    /// <param name="request">The learner's request.</param>
    /// <param name="idempotencyKey">A key chosen by the client, so that a request sent twice creates one roadmap; null for none.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="IdempotencyKeyReusedException">The key was already used for a different request.</exception>
    public Task<CreatedRoadmap> CreateAsync(
        RoadmapRequest request, string? idempotencyKey, CancellationToken cancellationToken) => database.WriteAsync(
        async (unit, ct) =>
        {
            const string Sql = """
                WITH created AS (
                  INSERT INTO roadmap.roadmaps (id, request, status, step, skip_review, last_sequence, idempotency_key)
                  VALUES (@id, @request::jsonb, @status, @step, @skipReview, 1, @idempotencyKey)
                  ON CONFLICT (idempotency_key) DO NOTHING RETURNING id)
                INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
                SELECT id, 1, @type, @data::json, @at FROM created RETURNING sequence
                """;
            var at = time.GetUtcNow();
            var id = Guid.CreateVersion7(at);
            var state = WorkflowState.New(request.SkipReview);
            var happened = ProgressEvents.OfState(state, error: null);
            var json = ToJson(request);
            var created = await unit.Connection.ExecuteScalarAsync<long?>(new(
                Sql,
                new
                {
                    id,
                    request = json,
                    status = DomainJson.Name(state.Status),
                    step = DomainJson.Name(state.Step),
                    state.SkipReview,
                    idempotencyKey,
                    type = happened.Type,
                    data = happened.Data,
                    at,
                },
                unit.Transaction,
                cancellationToken: ct));
            if (created is null)
            {
                return await ExistingAsync(unit, json, idempotencyKey!, ct);
            }

            unit.Publish(new ProgressRecorded(id, 1, happened.Type, happened.Data, at));
            unit.Send(Queues.Workflow, new AdvanceRoadmap(id, WorkflowStep.IntentAnalysis, Round: 0));
            return new(id, state.Status);
        },
        cancellationToken);

    private static async Task<CreatedRoadmap> ExistingAsync(
        UnitOfWork unit, string request, string idempotencyKey, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT id, status, request = @request::jsonb AS same FROM roadmap.roadmaps WHERE idempotency_key = @idempotencyKey";
        var (id, status, same) = await unit.Connection.QuerySingleAsync<(Guid Id, string Status, bool Same)>(
            new(Sql, new { request, idempotencyKey }, unit.Transaction, cancellationToken: cancellationToken));
        return same ? new(id, DomainJson.Parse<RoadmapStatus>(status)) : throw new IdempotencyKeyReusedException();
    }

    /// <summary>Deletes a roadmap and all its data. Workers that process it find nothing and stop.</summary>
    /// <returns>False if there is none.</returns>
    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) => database.WriteAsync(
        async (unit, ct) =>
        {
            const string Delete = "DELETE FROM roadmap.roadmaps WHERE id = @id RETURNING last_sequence";
            var sequence = await unit.Connection.ExecuteScalarAsync<long?>(
                new(Delete, new { id }, unit.Transaction, cancellationToken: ct));
            if (sequence is not { } last)
            {
                return false;
            }

            await unit.Connection.ExecuteAsync(
                new("DELETE FROM roadmap.execution_logs WHERE roadmap_id = @id", new { id }, unit.Transaction, cancellationToken: ct));
            unit.Publish(new ProgressRecorded(id, last + 1, ProgressEvents.Deleted, "{}", time.GetUtcNow()));
            return true;
        },
        cancellationToken);

    /// <summary>Loads a roadmap for a worker; null if there is none. One round trip.</summary>
    public async Task<StoredRoadmap?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT request::text AS request, status, step, round, edits, skip_review AS skipreview, version, intent::text AS intent, framework::text AS framework, feedback
            FROM roadmap.roadmaps WHERE id = @id
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<WorkRow>(new(Sql, new { id }, cancellationToken: ct)),
            cancellationToken);
        return row is null ? null : new(
            id,
            FromJson<RoadmapRequest>(row.Request),
            new(
                DomainJson.Parse<RoadmapStatus>(row.Status),
                DomainJson.Parse<WorkflowStep>(row.Step),
                row.Round,
                row.SkipReview,
                row.Edits),
            row.Version,
            row.Intent is null ? null : FromJson<Intent>(row.Intent),
            row.Framework is null ? null : FromJson<Framework>(row.Framework),
            row.Feedback);
    }

    /// <summary>Applies a change that no message caused.</summary>
    /// <exception cref="ConcurrentChangeException">The roadmap has been changed since it was loaded.</exception>
    public Task ApplyAsync(StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken) =>
        database.WriteAsync((unit, ct) => ApplyAsync(unit, roadmap, change, ct), cancellationToken);

    /// <summary>Applies the change caused by a message exactly once.</summary>
    /// <exception cref="ConcurrentChangeException">The roadmap has been changed since it was loaded.</exception>
    public Task<bool> ApplyOnceAsync(
        Guid messageId, string consumer, StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken) =>
        database.WriteOnceAsync(messageId, consumer, (unit, ct) => ApplyAsync(unit, roadmap, change, ct), cancellationToken);

    private async Task ApplyAsync(UnitOfWork unit, StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken)
    {
        await RecordAsync(unit, roadmap, change, ProgressEvents.OfState(change.State, change.Error), cancellationToken);
        if (change.Approved is { } approved)
        {
            const string Review = "INSERT INTO roadmap.reviews (roadmap_id, round, approved, feedback, framework) SELECT id, @round, @approved, @feedback, framework FROM roadmap.roadmaps WHERE id = @id";
            await unit.Connection.ExecuteAsync(
                new(
                    Review,
                    new { roadmap.Id, roadmap.State.Round, approved, change.Feedback },
                    unit.Transaction,
                    cancellationToken: cancellationToken));
        }

        await FollowUpAsync(unit, roadmap, change, cancellationToken);
    }

    /// <summary>Stores a change with its event, if the roadmap still has the loaded version.</summary>
    internal async Task RecordAsync(
        UnitOfWork unit, StoredRoadmap roadmap, RoadmapChange change, NewEvent happened, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH changed AS (
              UPDATE roadmap.roadmaps SET
                status = @status, step = @step, round = @round, edits = @edits, version = version + 1, last_sequence = last_sequence + 1,
                intent = COALESCE(@intent::jsonb, intent), framework = COALESCE(@framework::jsonb, framework),
                score = CASE WHEN @framework IS NULL THEN COALESCE(@score::jsonb, score) END,
                feedback = CASE WHEN @framework IS NULL THEN COALESCE(@feedback, feedback) END, error = @error, updated_at = now(), ended_at = CASE WHEN @ended THEN now() END
              WHERE id = @id AND version = @version
              RETURNING id, last_sequence)
            INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
            SELECT id, last_sequence, @type, @data::json, @at FROM changed
            RETURNING sequence
            """;
        var state = change.State;
        var at = time.GetUtcNow();
        var sequence = await unit.Connection.ExecuteScalarAsync<long?>(new(
            Sql,
            new
            {
                roadmap.Id,
                roadmap.Version,
                status = DomainJson.Name(state.Status),
                step = DomainJson.Name(state.Step),
                state.Round,
                state.Edits,
                state.Ended,
                intent = change.Intent is null ? null : ToJson(change.Intent),
                framework = change.Framework is null ? null : ToJson(change.Framework),
                score = change.Score is null ? null : ToJson(change.Score),
                change.Feedback,
                change.Error,
                type = happened.Type,
                data = happened.Data,
                at,
            },
            unit.Transaction,
            cancellationToken: cancellationToken)) ?? throw new ConcurrentChangeException(roadmap.Id);
        unit.Publish(new ProgressRecorded(roadmap.Id, sequence, happened.Type, happened.Data, at));
    }

    private static async Task FollowUpAsync(
        UnitOfWork unit, StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken)
    {
        var state = change.State;
        if (state.Status != RoadmapStatus.Processing || roadmap.State.Status == RoadmapStatus.Pending)
        {
            // Ended, waiting for review, or just started by a worker that continues with the first step itself.
            return;
        }

        if (state.Step != WorkflowStep.ContentGeneration)
        {
            unit.Send(Queues.Workflow, new AdvanceRoadmap(roadmap.Id, state.Step, state.Round));
            return;
        }

        var concepts = (change.Framework ?? roadmap.Framework)!.Concepts().Select(concept => concept.Id).ToArray();
        const string Sql = """
            INSERT INTO roadmap.content_items (roadmap_id, concept_id, kind)
            SELECT @id, concept_id, kind FROM unnest(@concepts) AS concept_id CROSS JOIN unnest(@kinds) AS kind
            """;
        await unit.Connection.ExecuteAsync(
            new(Sql, new { roadmap.Id, concepts, kinds = Kinds }, unit.Transaction, cancellationToken: cancellationToken));
        foreach (var concept in concepts)
        {
            unit.Send(Queues.Content, new GenerateConcept(roadmap.Id, concept));
        }
    }

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);

    private static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, DomainJson.Options)!;

    private sealed record WorkRow(
        string Request,
        string Status,
        string Step,
        int Round,
        int Edits,
        bool SkipReview,
        int Version,
        string? Intent,
        string? Framework,
        string? Feedback);
}
