using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Limits;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>Applies decisions of owners and answers them.</summary>
/// <param name="roadmaps">The roadmaps.</param>
/// <param name="quota">How many roadmaps a person may have in progress.</param>
internal sealed class OwnerDecisions(RoadmapRepository roadmaps, RoadmapQuota quota)
{
    /// <summary>Applies what the owner has decided, and answers 202, 409 or 429.</summary>
    /// <param name="http">The request.</param>
    /// <param name="roadmap">
    /// The roadmap. What the event says of it was read later, so a change in between makes the versions differ.
    /// </param>
    /// <param name="happened">The owner's decision as an event.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> DecideAsync(
        HttpContext http, StoredRoadmap roadmap, WorkflowEvent happened, CancellationToken cancellationToken)
    {
        if (RoadmapWorkflow.Decide(roadmap.State, happened) is not { } decision)
        {
            return Problem.Conflict();
        }

        try
        {
            await roadmaps.DecideAsync(roadmap, decision, quota.Limit, cancellationToken);
            return TypedResults.Accepted($"/api/roadmaps/{roadmap.Id}", new RoadmapAccepted(roadmap.Id, decision.State.Status));
        }
        catch (ConcurrentChangeException)
        {
            return Problem.Conflict();
        }
        catch (TooManyRoadmapsException)
        {
            return quota.Refuse(http);
        }
    }
}
