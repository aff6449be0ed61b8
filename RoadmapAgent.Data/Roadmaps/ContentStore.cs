using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Loads what is left of a roadmap's content, and stores attempts at it; the last piece ends the roadmap.</summary>
/// <remarks>
/// Needs no inbox: a piece is pending until it is attempted, so a message that is handled twice finds nothing to do the second time.
/// </remarks>
public sealed class ContentStore
{
    private const int Attempts = 5;

    // Concepts of a roadmap are delivered together, and the catalog writes them together. Longer than it takes a process to get all of its
    // prefetched messages, and nothing beside the time that a model takes for a piece.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    private readonly RoadmapRepository _roadmaps;
    private readonly RoadmapDatabase _database;
    private readonly TimeProvider _time;
    private readonly CoalescedCalls<Guid, string, Dictionary<string, ConceptWork>> _loads;
    private readonly CoalescedCalls<(Guid RoadmapId, int Version), NewContent, bool> _writes;

    /// <summary>Creates the store.</summary>
    /// <param name="roadmaps">The roadmaps.</param>
    /// <param name="database">The database.</param>
    /// <param name="time">The clock.</param>
    public ContentStore(RoadmapRepository roadmaps, RoadmapDatabase database, TimeProvider time)
    {
        _roadmaps = roadmaps;
        _database = database;
        _time = time;
        _loads = new(Linger, TimeProvider.System, FindAsync);
        _writes = new(Linger, TimeProvider.System, (roadmap, contents) => StoreAsync(roadmap.RoadmapId, roadmap.Version, contents));
    }

    /// <summary>
    /// Loads the work left for a concept; null if the roadmap does not exist or is not generating content. One round trip, which may be
    /// shared with other concepts of the roadmap.
    /// </summary>
    public async Task<ConceptWork?> LoadAsync(Guid roadmapId, string conceptId, CancellationToken cancellationToken)
    {
        var found = await _loads.RunAsync(roadmapId, conceptId).WaitAsync(cancellationToken);
        return found.GetValueOrDefault(conceptId) is { State.GeneratesContent: true } work ? work : null;
    }

    /// <summary>
    /// Stores attempts at a concept's content, each once, and what follows. One round trip, which may be shared with other concepts of the
    /// roadmap; the last piece takes four more, to end the roadmap.
    /// </summary>
    /// <param name="work">The concept as it was loaded.</param>
    /// <param name="attempts">The attempts.</param>
    /// <param name="cancellationToken">Cancels the wait; what has begun is stored.</param>
    /// <returns>False if the content is not wanted any more, because the roadmap has been cancelled or deleted.</returns>
    /// <exception cref="ConcurrentChangeException">The roadmap is changed all the time.</exception>
    public Task<bool> SaveAsync(ConceptWork work, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken) =>
        SaveAsync(new(work.State, work.Version), work.Concept.Id, attempts, cancellationToken);

    /// <summary>Marks the pending content of a concept as failed, and applies what follows. Two round trips.</summary>
    /// <param name="roadmapId">The roadmap.</param>
    /// <param name="conceptId">The concept.</param>
    /// <param name="reason">The reason, for the learner.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task FailAsync(Guid roadmapId, string conceptId, string reason, CancellationToken cancellationToken) => await SaveAsync(
        await FindAsync(roadmapId, cancellationToken),
        conceptId,
        [.. Enum.GetValues<ContentKind>().Select(kind => new ContentAttempt(kind, Content: null, reason))],
        cancellationToken);

    /// <summary>Ends a roadmap if all its content has been attempted. Four round trips.</summary>
    public Task EndAsync(Guid roadmapId, CancellationToken cancellationToken) => _database.WriteAsync(
        async (unit, ct) =>
        {
            if (await RoadmapStateTable.LockAsync(unit, roadmapId, ct) is { State.GeneratesContent: true } roadmap
                && RoadmapWorkflow.Decide(roadmap.State, await ContentItemTable.CountAsync(unit, roadmapId, ct)) is { } decision)
            {
                _roadmaps.Apply(unit, roadmap, decision);
            }
        },
        cancellationToken);

    /// <summary>Sends the command to write a concept's content again, to the end of its queue.</summary>
    public Task PostponeAsync(Guid roadmapId, string conceptId, CancellationToken cancellationToken) => _database.WriteAsync(
        (unit, _) =>
        {
            unit.Send(new GenerateConcept(roadmapId, conceptId));
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>Reads the concepts whose content is incomplete; null before content generation has started. One round trip.</summary>
    public async Task<IReadOnlyList<IncompleteConcept>?> ListIncompleteAsync(Guid roadmapId, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT concept_id AS conceptid, max(attempts) FILTER (WHERE status <> 'completed') AS attempts FROM roadmap.content_items
            WHERE roadmap_id = @roadmapId GROUP BY 1 ORDER BY 1
            """;
        var concepts = (await QueryAsync<(string ConceptId, int? Attempts)>(Sql, new { roadmapId }, cancellationToken)).ToList();
        return concepts.Count == 0 ? null :
        [
            .. concepts.Where(concept => concept.Attempts is not null)
                .Select(concept => new IncompleteConcept(concept.ConceptId, concept.Attempts!.Value)),
        ];
    }

    /// <summary>Returns whether an owner's roadmap has a piece of content, written or not. One round trip.</summary>
    public async Task<bool> ExistsAsync(
        Owner owner, Guid roadmapId, string conceptId, ContentKind kind, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT true FROM roadmap.content_items AS i JOIN roadmap.roadmaps AS r ON r.id = i.roadmap_id
            WHERE r.id = @roadmapId AND r.owner = @owner AND i.concept_id = @conceptId AND i.kind = @kind
            """;
        var piece = new { owner = owner.Id, roadmapId, conceptId, kind = DomainJson.Name(kind) };
        return (await QueryAsync<bool>(Sql, piece, cancellationToken)).Any();
    }

    private async Task<bool> SaveAsync(
        VersionedState? roadmap, string conceptId, IReadOnlyList<ContentAttempt> attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; roadmap is { State.GeneratesContent: true }; attempt++)
        {
            var (state, version) = roadmap;
            var content = new NewContent(conceptId, attempts, ConceptOutcome.Of(state, conceptId, _time.GetUtcNow()));
            if (await _writes.RunAsync((state.RoadmapId, version), content).WaitAsync(cancellationToken))
            {
                return true;
            }

            if (attempt == Attempts)
            {
                throw new ConcurrentChangeException(state.RoadmapId);
            }

            roadmap = await FindAsync(state.RoadmapId, cancellationToken);
        }

        return false;
    }

    private Task<VersionedState?> FindAsync(Guid roadmapId, CancellationToken cancellationToken) => _database.RunAsync(
        (connection, ct) => RoadmapStateTable.FindAsync(connection, roadmapId, ct), cancellationToken);

    private async Task<Dictionary<string, ConceptWork>> FindAsync(Guid roadmapId, IReadOnlyList<string> concepts)
    {
        var rows = await _database.RunAsync(
            (connection, ct) => ContentItemTable.FindAsync(connection, roadmapId, [.. concepts.Distinct()], ct), CancellationToken.None);
        return rows.Select(row => row.Work(roadmapId)).ToDictionary(work => work.Concept.Id);
    }

    private async Task<bool> StoreAsync(Guid roadmapId, int version, IReadOnlyList<NewContent> contents)
    {
        var stored = await _database.WriteAtOnceAsync(
            async connection =>
            {
                var content = await ContentItemTable.StoreAsync(connection, roadmapId, version, contents);
                return (content, content.Messages);
            },
            CancellationToken.None);
        if (stored.Pending == 0)
        {
            // A transaction of its own, because the end depends on the counts. If this process dies before it, the message of the last
            // concept is delivered again.
            await EndAsync(roadmapId, CancellationToken.None);
        }

        return stored.Pending is not null;
    }

    private Task<IEnumerable<T>> QueryAsync<T>(string sql, object parameters, CancellationToken cancellationToken) =>
        _database.RunAsync((connection, ct) => connection.QueryAsync<T>(new(sql, parameters, cancellationToken: ct)), cancellationToken);
}
