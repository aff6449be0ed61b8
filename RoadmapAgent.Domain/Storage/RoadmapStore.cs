using System.Text.Json;
using Dapper;
using RoadmapAgent.Domain.Authors;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Domain.Storage;

/// <summary>Stores roadmaps. Every change is a compare-and-set, together with its event and the messages that follow from it.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class RoadmapStore(ServiceDatabase database, TimeProvider time)
{
    private static readonly string[] Kinds = [.. Enum.GetValues<ContentKind>().Select(DomainJson.Name)];

    /// <summary>Stores a new roadmap, its first event and the command to start on it, all or nothing. Three round trips.</summary>
    /// <returns>The roadmap's id.</returns>
    public async Task<Guid> CreateAsync(RoadmapRequest request, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var state = WorkflowState.New(request.SkipReview);
        await database.WriteAsync(
            async (unit, ct) =>
            {
                const string Sql = """
                    WITH created AS (
                      INSERT INTO roadmap.roadmaps (id, request, status, step, skip_review, last_sequence)
                      VALUES (@id, @request::jsonb, @status, @step, @skipReview, 1) RETURNING id)
                    INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
                    SELECT id, 1, @type, @data::json, @at FROM created
                    """;
                var happened = ProgressEvents.OfState(state, error: null);
                var at = time.GetUtcNow();
                await unit.Connection.ExecuteAsync(new(
                    Sql,
                    new { id, request = ToJson(request), status = DomainJson.Name(state.Status), step = DomainJson.Name(state.Step), state.SkipReview, type = happened.Type, data = happened.Data, at },
                    unit.Transaction,
                    cancellationToken: ct));
                unit.Publish(new ProgressRecorded(id, 1, happened.Type, happened.Data, at));
                unit.Send(Queues.Workflow, new AdvanceRoadmap(id, WorkflowStep.IntentAnalysis, Round: 0));
            },
            cancellationToken);
        return id;
    }

    /// <summary>A roadmap as its learner sees it, or null. One round trip.</summary>
    public async Task<RoadmapView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.request::text AS request, r.status, r.step, r.framework::text AS framework, r.error, r.created_at AS createdat, r.ended_at AS endedat,
                   (SELECT jsonb_agg(jsonb_build_object('conceptId', i.concept_id, 'status', i.status))::text
                    FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id) AS items
            FROM roadmap.roadmaps AS r WHERE r.id = @id
            """;
        var row = await database.ReadAsync((connection, ct) => connection.QuerySingleOrDefaultAsync<ViewRow>(new(Sql, new { id }, cancellationToken: ct)), cancellationToken);
        return row is null ? null : RoadmapViews.Create(
            id,
            FromJson<RoadmapRequest>(row.Request),
            DomainJson.Parse<RoadmapStatus>(row.Status),
            DomainJson.Parse<WorkflowStep>(row.Step),
            row.Framework is null ? null : FromJson<Framework>(row.Framework),
            row.Error,
            row.Items is null ? [] : FromJson<List<ItemStatus>>(row.Items),
            Utc(row.CreatedAt),
            row.EndedAt is { } ended ? Utc(ended) : null);
    }

    /// <summary>A concept with its content, or null. One round trip.</summary>
    public async Task<ConceptView?> FindConceptAsync(Guid id, string conceptId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.framework::text AS framework,
                   (SELECT jsonb_agg(jsonb_build_object('kind', i.kind, 'status', i.status, 'content', i.content))::text
                    FROM roadmap.content_items AS i WHERE i.roadmap_id = r.id AND i.concept_id = @conceptId) AS items
            FROM roadmap.roadmaps AS r WHERE r.id = @id AND r.framework IS NOT NULL
            """;
        var row = await database.ReadAsync((connection, ct) => connection.QuerySingleOrDefaultAsync<ConceptRow>(new(Sql, new { id, conceptId }, cancellationToken: ct)), cancellationToken);
        var concept = row is null ? null : FromJson<Framework>(row.Framework).Concepts().FirstOrDefault(c => c.Id == conceptId);
        return concept is null ? null : RoadmapViews.Create(concept, row!.Items is null ? [] : FromJson<List<ItemContent>>(row.Items));
    }

    /// <summary>A roadmap as a worker needs it, or null. One round trip.</summary>
    public async Task<StoredRoadmap?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT request::text AS request, status, step, round, skip_review AS skipreview, version, intent::text AS intent, framework::text AS framework, feedback
            FROM roadmap.roadmaps WHERE id = @id
            """;
        var row = await database.ReadAsync((connection, ct) => connection.QuerySingleOrDefaultAsync<WorkRow>(new(Sql, new { id }, cancellationToken: ct)), cancellationToken);
        return row is null ? null : new(
            id,
            FromJson<RoadmapRequest>(row.Request),
            new(DomainJson.Parse<RoadmapStatus>(row.Status), DomainJson.Parse<WorkflowStep>(row.Step), row.Round, row.SkipReview),
            row.Version,
            row.Intent is null ? null : FromJson<Intent>(row.Intent),
            row.Framework is null ? null : FromJson<Framework>(row.Framework),
            row.Feedback);
    }

    /// <summary>Applies a change outside of any message.</summary>
    /// <exception cref="ConcurrentChangeException">Somebody else changed the roadmap first.</exception>
    public Task ApplyAsync(StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken) =>
        database.WriteAsync((unit, ct) => ApplyAsync(unit, roadmap, change, ct), cancellationToken);

    /// <summary>Applies the change that a message led to, once.</summary>
    /// <exception cref="ConcurrentChangeException">Somebody else changed the roadmap first.</exception>
    public Task<bool> ApplyOnceAsync(Guid messageId, string consumer, StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken) =>
        database.WriteOnceAsync(messageId, consumer, (unit, ct) => ApplyAsync(unit, roadmap, change, ct), cancellationToken);

    private async Task ApplyAsync(UnitOfWork unit, StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH changed AS (
              UPDATE roadmap.roadmaps SET
                status = @status, step = @step, round = @round, version = version + 1, last_sequence = last_sequence + 1,
                intent = COALESCE(@intent::jsonb, intent), framework = COALESCE(@framework::jsonb, framework),
                feedback = @feedback, error = @error, updated_at = now(), ended_at = CASE WHEN @ended THEN now() END
              WHERE id = @id AND version = @version
              RETURNING id, last_sequence)
            INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
            SELECT id, last_sequence, @type, @data::json, @at FROM changed
            RETURNING sequence
            """;
        var state = change.State;
        var happened = ProgressEvents.OfState(state, change.Error);
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
                state.Ended,
                intent = change.Intent is null ? null : ToJson(change.Intent),
                framework = change.Framework is null ? null : ToJson(change.Framework),
                change.Feedback,
                change.Error,
                type = happened.Type,
                data = happened.Data,
                at,
            },
            unit.Transaction,
            cancellationToken: cancellationToken)) ?? throw new ConcurrentChangeException(roadmap.Id);
        unit.Publish(new ProgressRecorded(roadmap.Id, sequence, happened.Type, happened.Data, at));
        await FollowUpAsync(unit, roadmap, change, cancellationToken);
    }

    private static async Task FollowUpAsync(UnitOfWork unit, StoredRoadmap roadmap, RoadmapChange change, CancellationToken cancellationToken)
    {
        var state = change.State;
        if (state.Status != RoadmapStatus.Processing || roadmap.State.Status == RoadmapStatus.Pending)
        {
            // Ended, waiting for a person, or just taken up by the worker that goes on with it at once.
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
        await unit.Connection.ExecuteAsync(new(Sql, new { roadmap.Id, concepts, kinds = Kinds }, unit.Transaction, cancellationToken: cancellationToken));
        foreach (var concept in concepts)
        {
            unit.Send(Queues.Content, new GenerateConcept(roadmap.Id, concept));
        }
    }

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);

    private static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, DomainJson.Options)!;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record ViewRow(string Request, string Status, string Step, string? Framework, string? Error, DateTime CreatedAt, DateTime? EndedAt, string? Items);

    private sealed record ConceptRow(string Framework, string? Items);

    private sealed record WorkRow(string Request, string Status, string Step, int Round, bool SkipReview, int Version, string? Intent, string? Framework, string? Feedback);
}
