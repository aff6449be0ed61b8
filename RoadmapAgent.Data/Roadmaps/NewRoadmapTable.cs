using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The table <c>roadmap.roadmaps</c> as requests add to it. Every method takes one round trip.</summary>
internal static class NewRoadmapTable
{
    /// <summary>
    /// Adds a roadmap, unless its owner has as many in progress as one may have, or its key has been used. Requests that arrive at the
    /// same moment do not see each other: to count exactly, each would hold its connection until the one before has committed.
    /// </summary>
    /// <returns>The number of the owner's other roadmaps that have a turn; null if nothing was added.</returns>
    public static Task<int?> TryInsertAsync(
        UnitOfWork unit, Owner owner, Decision begun, string request, string? key, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH others AS (
              SELECT count(*) AS in_progress,
                     (count(*) FILTER (WHERE status <> 'human_review_pending' AND held_commands IS NULL))::int AS under_way
              FROM roadmap.roadmaps WHERE owner = @owner AND status IN ('pending', 'processing', 'human_review_pending'))
            INSERT INTO roadmap.roadmaps (id, owner, request, status, step, skip_review, last_sequence, idempotency_key)
            SELECT @id, @owner, @request::jsonb, @status, @step, @skipReview, @lastSequence, @key FROM others WHERE in_progress < @limit
            ON CONFLICT (idempotency_key) DO NOTHING
            RETURNING (SELECT under_way FROM others)
            """;
        var state = begun.State;
        var parameters = new
        {
            id = state.RoadmapId,
            owner = owner.Id,
            request,
            status = DomainJson.Name(state.Status),
            step = DomainJson.Name(state.Step),
            state.SkipReview,
            lastSequence = begun.Events.Count,
            key,
            limit,
        };
        return unit.Connection.ExecuteScalarAsync<int?>(new(Sql, parameters, unit.Transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Finds the roadmap of a key; null if there is none. The day of the request does not count: a request that is repeated after midnight
    /// is the same.
    /// </summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was already used for a different request.</exception>
    public static async Task<CreatedRoadmap?> FindAsync(
        UnitOfWork unit, string request, string? key, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT id, status, request - 'askedOn' = @request::jsonb - 'askedOn' AS same
            FROM roadmap.roadmaps WHERE idempotency_key = @key
            """;
        var found = await unit.Connection.QuerySingleOrDefaultAsync<(Guid Id, string Status, bool Same)?>(
            new(Sql, new { request, key }, unit.Transaction, cancellationToken: cancellationToken));
        return found is not var (id, status, same) ? null
            : same ? new(id, DomainJson.Parse<RoadmapStatus>(status))
            : throw new IdempotencyKeyReusedException();
    }
}
