using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for an owner's decisions. Of two concurrent decisions the first one wins; the other gets 409.</summary>
internal static class DecisionsApi
{
    public static void MapDecisions(this RouteGroupBuilder roadmaps)
    {
        roadmaps.MapGet("/{id:guid}/review", FindReviewAsync).WithName("GetReview").WithSummary("Read the state of the review")
            .WithDescription("Since when the plan has been waiting, and what has changed since it was last rejected.");
        roadmaps.MapPost("/{id:guid}/review", ReviewAsync).WithName("DecideReview").WithSummary("Approve a plan or request changes")
            .WithDescription("Only while the roadmap is waiting for review; of two decisions the first one wins.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        roadmaps.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelRoadmap").WithSummary("Cancel a roadmap")
            .WithDescription("Takes effect after the current unit of work; content that is already written is kept.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        roadmaps.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryRoadmap").WithSummary("Retry a failed or cancelled roadmap")
            .WithDescription("Resumes at the step that was not completed, or with the missing content. Completed content is kept.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        roadmaps.MapPost("/{id:guid}/concepts/{conceptId}/{kind}/regenerate", RegenerateAsync)
            .WithName("RegenerateContent")
            .WithSummary("Regenerate a piece of content")
            .WithDescription("The kind is tutorial, resources or quiz. Only after the roadmap has ended.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> FindReviewAsync(
        Guid id, ClaimsPrincipal person, RoadmapReader reader, CancellationToken cancellationToken) =>
        await reader.FindReviewAsync(person.ToOwner(), id, cancellationToken) is { } review
            ? TypedResults.Ok(review)
            : Problem.NoRoadmap(id);

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> ReviewAsync(
        Guid id,
        DecideReview body,
        HttpContext http,
        RoadmapRepository roadmaps,
        OwnerDecisions decisions,
        CancellationToken cancellationToken)
    {
        if (await roadmaps.LoadAsync(http.User.ToOwner(), id, cancellationToken) is not { } roadmap)
        {
            return Problem.NoRoadmap(id);
        }

        var approved = body.Approved!.Value;
        var decided = new ReviewDecided(approved, approved ? null : body.Feedback!.Trim(), roadmap.ConceptIds);
        return await decisions.DecideAsync(http, roadmap, decided, cancellationToken);
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> CancelAsync(
        Guid id, HttpContext http, RoadmapRepository roadmaps, OwnerDecisions decisions, CancellationToken cancellationToken) =>
        await roadmaps.LoadAsync(http.User.ToOwner(), id, cancellationToken) is { } roadmap
            ? await decisions.DecideAsync(http, roadmap, new CancelRequested(), cancellationToken)
            : Problem.NoRoadmap(id);

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> RetryAsync(
        Guid id,
        HttpContext http,
        RoadmapRepository roadmaps,
        ContentStore contents,
        OwnerDecisions decisions,
        CancellationToken cancellationToken)
    {
        if (await roadmaps.LoadAsync(http.User.ToOwner(), id, cancellationToken) is not { } roadmap)
        {
            return Problem.NoRoadmap(id);
        }

        var requested = new RetryRequested(
            Understood: roadmap.Intent is not null,
            Planned: roadmap.Framework is not null,
            Refused: roadmap.Feedback is not null,
            await contents.ListIncompleteAsync(id, cancellationToken));
        return await decisions.DecideAsync(http, roadmap, requested, cancellationToken);
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> RegenerateAsync(
        Guid id,
        string conceptId,
        Named<ContentKind> kind,
        HttpContext http,
        RoadmapRepository roadmaps,
        ContentStore contents,
        OwnerDecisions decisions,
        CancellationToken cancellationToken)
    {
        if (kind.Value is not { } named)
        {
            return Problem.NotFound("kind", $"Kind must be one of {string.Join(", ", kind.Names)}.");
        }

        var owner = http.User.ToOwner();
        if (await roadmaps.LoadAsync(owner, id, cancellationToken) is not { } roadmap
            || !await contents.ExistsAsync(owner, id, conceptId, named, cancellationToken))
        {
            return Problem.NoConcept(id);
        }

        return await decisions.DecideAsync(http, roadmap, new RegenerationRequested(conceptId, named), cancellationToken);
    }
}
