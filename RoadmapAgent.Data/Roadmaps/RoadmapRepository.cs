using System.Text.Json;
using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// Loads roadmaps and applies decisions about them. Nothing else writes a roadmap, its events or its commands: they are stored in one
/// batch, if the roadmap still has the version that was loaded.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class RoadmapRepository(RoadmapDatabase database, TimeProvider time)
{
    /// <summary>Stores a new roadmap. Three round trips.</summary>
    /// <param name="owner">The person that it belongs to.</param>
    /// <param name="begun">The decision that creates it.</param>
    /// <param name="request">The learner's request.</param>
    /// <param name="idempotencyKey">
    /// A key chosen by the owner's client, so that a request sent twice creates one roadmap; null for none.
    /// </param>
    /// <param name="limit">The number of roadmaps that the owner may have in progress, this one included; 1 or more.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="IdempotencyKeyReusedException">The key was already used for a different request.</exception>
    /// <exception cref="TooManyRoadmapsException">The owner has too many roadmaps in progress.</exception>
    public Task<CreatedRoadmap> CreateAsync(
        Owner owner,
        Decision begun,
        RoadmapRequest request,
        string? idempotencyKey,
        int limit,
        CancellationToken cancellationToken) => database.WriteAsync(
        async (unit, ct) =>
        {
            var (json, key) = (ToJson(request)!, OwnerKey.Of(owner, idempotencyKey));
            if (await NewRoadmapTable.TryInsertAsync(unit, owner, begun, json, key, limit, ct) is not { } othersWithTurn)
            {
                return await NewRoadmapTable.FindAsync(unit, json, key, ct) ?? throw new TooManyRoadmapsException();
            }

            Announce(unit, begun, lastSequence: 0, othersWithTurn);
            return new CreatedRoadmap(begun.State.RoadmapId, begun.State.Status);
        },
        cancellationToken);

    /// <summary>Loads a roadmap for a decision of its owner; null if the owner has none of this id. One round trip.</summary>
    public Task<StoredRoadmap?> LoadAsync(Owner owner, Guid id, CancellationToken cancellationToken) =>
        LoadAsync(id, owner.Id, cancellationToken);

    /// <summary>Loads a roadmap for a decision that a message causes; null if there is none. One round trip.</summary>
    public Task<StoredRoadmap?> LoadForWorkAsync(Guid id, CancellationToken cancellationToken) =>
        LoadAsync(id, owner: null, cancellationToken);

    private async Task<StoredRoadmap?> LoadAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT status, step, round, edits, skip_review AS skipreview, version,
                   request::text AS request, intent::text AS intent, framework::text AS framework, feedback
            FROM roadmap.roadmaps WHERE id = @id AND (@owner::uuid IS NULL OR owner = @owner)
            """;
        var row = await database.RunAsync(
            (connection, ct) => connection.QuerySingleOrDefaultAsync<StateRow>(new(Sql, new { id, owner }, cancellationToken: ct)),
            cancellationToken);
        return row is null ? null : new(
            row.State(id),
            row.Version,
            FromJson<RoadmapRequest>(row.Request)!,
            FromJson<Intent>(row.Intent),
            FromJson<Framework>(row.Framework),
            row.Feedback);
    }

    /// <summary>Applies a decision that no message caused. Three round trips.</summary>
    /// <returns>The roadmap in its new state.</returns>
    /// <exception cref="ConcurrentChangeException">The roadmap has been changed since it was loaded.</exception>
    public async Task<StoredRoadmap> ApplyAsync(StoredRoadmap roadmap, Decision decision, CancellationToken cancellationToken)
    {
        await database.WriteAsync((unit, ct) => ApplyAsync(unit, roadmap, decision, ct), cancellationToken);
        return roadmap with { State = decision.State, Version = roadmap.Version + 1 };
    }

    /// <summary>Applies a decision of the owner. Three round trips.</summary>
    /// <param name="roadmap">The roadmap as it was loaded.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="limit">
    /// The number of roadmaps that the owner may have in progress, if the decision takes up one that has ended; 1 or more.
    /// </param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="ConcurrentChangeException">The roadmap has been changed since it was loaded.</exception>
    /// <exception cref="TooManyRoadmapsException">The owner has too many roadmaps in progress.</exception>
    public Task DecideAsync(StoredRoadmap roadmap, Decision decision, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (unit, ct) =>
            {
                var locked = Unchanged(await RoadmapStateTable.LockAndCountAsync(unit, roadmap.Id, ct), roadmap);
                if (locked.State.Ended && !decision.State.Ended && locked.OthersInProgress >= limit)
                {
                    throw new TooManyRoadmapsException();
                }

                Apply(unit, locked, decision);
            },
            cancellationToken);

    /// <summary>Applies the decision caused by a message exactly once. Four round trips.</summary>
    /// <returns>False for a duplicate.</returns>
    /// <exception cref="ConcurrentChangeException">The roadmap has been changed since it was loaded.</exception>
    public Task<bool> ApplyOnceAsync(
        Guid messageId, string consumer, StoredRoadmap roadmap, Decision decision, CancellationToken cancellationToken) =>
        database.WriteOnceAsync(messageId, consumer, (unit, ct) => ApplyAsync(unit, roadmap, decision, ct), cancellationToken);

    /// <summary>
    /// Moves a roadmap to its owner's trash (<see cref="TrashStore"/>), where nothing but the trash finds it; one in progress is cancelled,
    /// so that workers stop. Three round trips.
    /// </summary>
    /// <returns>False if the owner has none of this id.</returns>
    public Task<bool> DeleteAsync(Owner owner, Guid id, CancellationToken cancellationToken) => database.WriteAsync(
        async (unit, ct) =>
        {
            if (await RoadmapStateTable.LockAsync(unit, owner, id, ct) is not { } roadmap)
            {
                return false;
            }

            if (RoadmapWorkflow.Decide(roadmap.State, new CancelRequested()) is { } cancelled)
            {
                // Watchers receive the deletion instead, under the number that the cancellation is stored with.
                Apply(unit, roadmap, cancelled, publishes: false);
            }

            var at = time.GetUtcNow();
            TrashTable.Add(unit, owner, id, at);
            unit.Publish(new ProgressRecorded(id, roadmap.LastSequence + 1, ProgressEvents.Deleted, "{}", at));
            return true;
        },
        cancellationToken);

    /// <summary>Adds everything that a decision changes to the transaction's batch.</summary>
    internal void Apply(UnitOfWork unit, LockedRoadmap roadmap, Decision decision, bool publishes = true)
    {
        // A concept's content that does not change the state does not invalidate what others have loaded: the version stays.
        const string Sql = """
            UPDATE roadmap.roadmaps SET
              status = @status, step = @step, round = @round, edits = @edits,
              version = version + @changes, last_sequence = last_sequence + @events,
              intent = COALESCE(@intent::jsonb, intent), framework = COALESCE(@plan::jsonb, framework),
              score = CASE WHEN @plan IS NULL THEN COALESCE(@score::jsonb, score) END,
              feedback = CASE WHEN @plan IS NULL THEN COALESCE(@feedback, feedback) END,
              error = @error, updated_at = now(), ended_at = CASE WHEN @ended THEN now() END, held_commands = NULL
            WHERE id = @id
            """;
        var (happened, state) = (decision.Happened, decision.State);
        unit.Add(
            Sql,
            ("id", state.RoadmapId),
            ("status", DomainJson.Name(state.Status)),
            ("step", DomainJson.Name(state.Step)),
            ("round", state.Round),
            ("edits", state.Edits),
            ("changes", state == roadmap.State ? 0 : 1),
            ("events", decision.Events.Count),
            ("intent", ToJson((happened as IntentAnalyzed)?.Intent)),
            ("plan", ToJson((happened as CurriculumDesigned)?.Plan ?? (happened as RoadmapEdited)?.Plan)),
            ("score", ToJson((happened as StructureValidated)?.Score)),
            ("feedback", (happened as ReviewDecided)?.Feedback),
            ("error", decision.Error),
            ("ended", state.Ended));
        if (happened is ReviewDecided review)
        {
            ReviewTable.Add(unit, roadmap.State, review);
        }
        else if (happened is RoadmapEdited { Answers.Count: > 0 } edited)
        {
            ReviewTable.Answer(unit, state.RoadmapId, edited.Answers);
        }

        ContentItemTable.Prepare(unit, decision);
        Announce(unit, decision, roadmap.LastSequence, roadmap.OthersWithTurn, publishes);
        if (roadmap.Owner is { } owner && OwnerTurns.Ends(roadmap.State, state))
        {
            TurnTable.Release(unit, owner);
        }
    }

    private async Task ApplyAsync(UnitOfWork unit, StoredRoadmap roadmap, Decision decision, CancellationToken cancellationToken) =>
        Apply(unit, Unchanged(await RoadmapStateTable.LockAsync(unit, roadmap.Id, cancellationToken), roadmap), decision);

    private static LockedRoadmap Unchanged(LockedRoadmap? locked, StoredRoadmap loaded) =>
        locked?.Version == loaded.Version ? locked : throw new ConcurrentChangeException(loaded.Id);

    /// <summary>
    /// Stores and publishes the decision's events, numbered from the roadmap's last one, and sends its commands or holds them back.
    /// </summary>
    private void Announce(UnitOfWork unit, Decision decision, long lastSequence, int othersWithTurn, bool publishes = true)
    {
        const string Sql = """
            INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
            SELECT @id, @lastSequence + e.ordinal, e.type, e.data::json, @at
            FROM unnest(@types, @datas) WITH ORDINALITY AS e(type, data, ordinal)
            """;
        var (id, at) = (decision.State.RoadmapId, time.GetUtcNow());
        unit.Add(
            Sql,
            ("id", id),
            ("lastSequence", lastSequence),
            ("types", decision.Events.Select(e => e.Type).ToArray()),
            ("datas", decision.Events.Select(e => e.Data).ToArray()),
            ("at", at));
        foreach (var happened in publishes ? decision.Events : [])
        {
            unit.Publish(new ProgressRecorded(id, ++lastSequence, happened.Type, happened.Data, at));
        }

        if (OwnerTurns.Holds(decision, othersWithTurn))
        {
            TurnTable.Hold(unit, decision);
            return;
        }

        foreach (var command in decision.Commands)
        {
            unit.Send(command.Message, command.Delay);
        }
    }

    private static string? ToJson<T>(T? value) where T : class =>
        value is null ? null : JsonSerializer.Serialize(value, StoredJson.Format);

    private static T? FromJson<T>(string? json) where T : class =>
        json is null ? null : JsonSerializer.Deserialize<T>(json, StoredJson.Format);
}
