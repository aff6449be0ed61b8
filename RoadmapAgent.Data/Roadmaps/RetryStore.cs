using Dapper;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Retries failed or cancelled roadmaps and regenerates content on request. Completed content is kept.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="database">The database.</param>
public sealed class RetryStore(RoadmapStore roadmaps, RoadmapDatabase database)
{
    private const double LongestDelaySeconds = 60;

    /// <summary>Resumes a failed or cancelled roadmap at the step that was not completed, or with the missing content.</summary>
    public async Task<RetryOutcome> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await roadmaps.LoadAsync(id, cancellationToken) is not { } roadmap)
        {
            return RetryOutcome.NotFound;
        }

        return await TryAsync(
            async (unit, ct) =>
            {
                const string HasContent = "SELECT EXISTS (SELECT FROM roadmap.content_items WHERE roadmap_id = @id)";
                var approved = await unit.Connection.ExecuteScalarAsync<bool>(
                    new(HasContent, new { id }, unit.Transaction, cancellationToken: ct));
                var from = RoadmapWorkflow.ResumeAt(
                    roadmap.Intent is not null, roadmap.Framework is not null, roadmap.Feedback is not null, approved);
                if (!await ResumeAsync(unit, roadmap, new RetryRequested(from), ct))
                {
                    return RetryOutcome.NotNow;
                }

                if (from != WorkflowStep.ContentGeneration)
                {
                    unit.Send(Queues.Workflow, new AdvanceRoadmap(id, from, roadmap.State.Round));
                    return RetryOutcome.Accepted;
                }

                const string Reset = "UPDATE roadmap.content_items SET status = 'pending', error = NULL, updated_at = now() WHERE roadmap_id = @id AND status = 'failed'";
                await unit.Connection.ExecuteAsync(new(Reset, new { id }, unit.Transaction, cancellationToken: ct));
                await SendAsync(unit, id, ct);
                return RetryOutcome.Accepted;
            },
            cancellationToken);
    }

    /// <summary>Regenerates a piece of content of a roadmap that has ended.</summary>
    public async Task<RetryOutcome> RegenerateAsync(Guid id, string conceptId, ContentKind kind, CancellationToken cancellationToken)
    {
        if (await roadmaps.LoadAsync(id, cancellationToken) is not { } roadmap)
        {
            return RetryOutcome.NotFound;
        }

        return await TryAsync(
            async (unit, ct) =>
            {
                var piece = new { id, conceptId, kind = DomainJson.Name(kind) };
                const string Exists = "SELECT EXISTS (SELECT FROM roadmap.content_items WHERE roadmap_id = @id AND concept_id = @conceptId AND kind = @kind)";
                if (!await unit.Connection.ExecuteScalarAsync<bool>(new(Exists, piece, unit.Transaction, cancellationToken: ct)))
                {
                    return RetryOutcome.NotFound;
                }

                if (!await ResumeAsync(unit, roadmap, new RegenerationRequested(), ct))
                {
                    return RetryOutcome.NotNow;
                }

                const string Reset = """
                    UPDATE roadmap.content_items SET status = 'pending', content = NULL, error = NULL, updated_at = now()
                    WHERE roadmap_id = @id AND concept_id = @conceptId AND kind = @kind
                    """;
                await unit.Connection.ExecuteAsync(new(Reset, piece, unit.Transaction, cancellationToken: ct));
                unit.Send(Queues.Content, new GenerateConcept(id, conceptId));
                return RetryOutcome.Accepted;
            },
            cancellationToken);
    }

    private async Task<RetryOutcome> TryAsync(
        Func<UnitOfWork, CancellationToken, Task<RetryOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(work, cancellationToken);
        }
        catch (ConcurrentChangeException)
        {
            return RetryOutcome.NotNow;
        }
    }

    /// <summary>Changes the roadmap's state, which locks its row before its items are changed.</summary>
    private async Task<bool> ResumeAsync(UnitOfWork unit, StoredRoadmap roadmap, WorkflowEvent wish, CancellationToken cancellationToken)
    {
        if (RoadmapWorkflow.Decide(roadmap.State, wish) is not { } next)
        {
            return false;
        }

        await roadmaps.RecordAsync(unit, roadmap, new(next), ProgressEvents.OfRetry(next), cancellationToken);
        return true;
    }

    /// <summary>Sends the pending concepts, with a delay that doubles with every attempt.</summary>
    private static async Task SendAsync(UnitOfWork unit, Guid id, CancellationToken cancellationToken)
    {
        const string Pending = "SELECT concept_id AS conceptid, max(attempts) AS attempts FROM roadmap.content_items WHERE roadmap_id = @id AND status = 'pending' GROUP BY 1 ORDER BY 1";
        var pending = await unit.Connection.QueryAsync<(string ConceptId, int Attempts)>(
            new(Pending, new { id }, unit.Transaction, cancellationToken: cancellationToken));
        foreach (var (conceptId, attempts) in pending)
        {
            TimeSpan? delay = attempts > 1 ? TimeSpan.FromSeconds(Math.Min(LongestDelaySeconds, Math.Pow(2, attempts - 1))) : null;
            unit.Send(Queues.Content, new GenerateConcept(id, conceptId), delay);
        }
    }
}
