using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Loads what is left of a roadmap's content, and stores attempts at it; the last piece ends the roadmap.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="database">The database.</param>
public sealed class ContentStore(RoadmapRepository roadmaps, RoadmapDatabase database)
{
    private const string Consumer = "content";

    /// <summary>
    /// Loads the work left for a concept; null if the roadmap does not exist or is not generating content. Two round trips.
    /// </summary>
    public async Task<ConceptWork?> LoadAsync(Guid roadmapId, string conceptId, CancellationToken cancellationToken)
    {
        var roadmap = await roadmaps.LoadAsync(roadmapId, cancellationToken);
        if (roadmap is not { State.GeneratesContent: true })
        {
            return null;
        }

        const string Sql = """
            SELECT kind FROM roadmap.content_items WHERE roadmap_id = @roadmapId AND concept_id = @conceptId AND status = 'pending'
            """;
        var kinds = await QueryAsync<string>(Sql, new { roadmapId, conceptId }, cancellationToken);
        return new(roadmap, [.. kinds.Select(DomainJson.Parse<ContentKind>).Order()]);
    }

    /// <summary>Stores the attempts at a concept's content and applies what follows, once per message. Five round trips.</summary>
    /// <returns>False for a duplicate.</returns>
    public Task<bool> SaveAsync(
        Guid messageId, Guid roadmapId, string conceptId, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken) =>
        database.WriteOnceAsync(
            messageId,
            Consumer,
            async (unit, ct) =>
            {
                // Lock the roadmap before its items. Otherwise two transactions that store the last items concurrently would each see the
                // other's item as pending, and neither would end the roadmap.
                var roadmap = await RoadmapRepository.LockAsync(unit, roadmapId, ct);
                if (roadmap is not { State.GeneratesContent: true })
                {
                    return;
                }

                var happened = await ContentItemTable.SaveAsync(unit, roadmapId, conceptId, attempts, ct);
                if (RoadmapWorkflow.Decide(roadmap.State, happened) is { } decision)
                {
                    roadmaps.Apply(unit, roadmap, decision);
                }
            },
            cancellationToken);

    /// <summary>Reads the concepts whose content is incomplete; none before content generation has started. One round trip.</summary>
    public async Task<IReadOnlyList<IncompleteConcept>> ListIncompleteAsync(Guid roadmapId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT concept_id AS conceptid, max(attempts) AS attempts FROM roadmap.content_items
            WHERE roadmap_id = @roadmapId AND status <> 'completed' GROUP BY 1 ORDER BY 1
            """;
        return [.. await QueryAsync<IncompleteConcept>(Sql, new { roadmapId }, cancellationToken)];
    }

    /// <summary>Returns whether a roadmap has a piece of content, written or not. One round trip.</summary>
    public async Task<bool> ExistsAsync(Guid roadmapId, string conceptId, ContentKind kind, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT true FROM roadmap.content_items WHERE roadmap_id = @roadmapId AND concept_id = @conceptId AND kind = @kind
            """;
        return (await QueryAsync<bool>(Sql, new { roadmapId, conceptId, kind = DomainJson.Name(kind) }, cancellationToken)).Any();
    }

    private Task<IEnumerable<T>> QueryAsync<T>(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync((connection, ct) => connection.QueryAsync<T>(new(sql, parameters, cancellationToken: ct)), cancellationToken);
}
