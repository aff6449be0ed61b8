using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for an owner's decisions. Of two concurrent decisions the first one wins; the other gets 409.</summary>
internal static class DecisionsApi
{
    private const int MinFeedback = 3;
    private const int MaxFeedback = 2000;

    public static void MapDecisions(this RouteGroupBuilder roadmaps)
    {
        roadmaps.MapGet("/{id:guid}/review", FindReviewAsync).WithName("GetReview").WithSummary("Read the state of the review")
            .WithDescription("Since when the plan has been waiting, and what has changed since it was last rejected.");
        roadmaps.MapPost("/{id:guid}/review", DecideAsync).WithName("DecideReview").WithSummary("Approve a plan or request changes")
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
        Guid id, RoadmapReader reader, CancellationToken cancellationToken) =>
        await reader.FindReviewAsync(id, cancellationToken) is { } review ? TypedResults.Ok(review) : Problem.NoRoadmap(id);

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult, ValidationProblem>> DecideAsync(
        Guid id, DecideReview body, RoadmapStore store, CancellationToken cancellationToken)
    {
        var feedback = body.Feedback?.Trim();
        if (body.Approved is not { } approved)
        {
            return Problem.Invalid("approved", "Approved must be true or false (was missing).");
        }

        if (!approved && feedback is not { Length: >= MinFeedback and <= MaxFeedback })
        {
            return Problem.Invalid(
                "feedback", $"Feedback must be {MinFeedback} to {MaxFeedback} characters long (was {feedback?.Length ?? 0}).");
        }

        // Line breaks and tabs are fine. PostgreSQL cannot store NUL, and other control characters are never readable text.
        if (feedback?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
        {
            return Problem.Invalid("feedback", "Feedback must not contain control characters other than line breaks and tabs.");
        }

        RoadmapChange Change(WorkflowState next) => new(next, Feedback: approved ? null : feedback, Approved: approved);
        return await ApplyAsync(id, new ReviewDecided(approved), Change, store, cancellationToken) switch
        {
            ({ } accepted, _) => accepted,
            (_, var problem) => problem!,
        };
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> CancelAsync(
        Guid id, RoadmapStore store, CancellationToken cancellationToken) =>
        await ApplyAsync(id, new CancelRequested(), next => new(next), store, cancellationToken) switch
        {
            ({ } accepted, _) => accepted,
            (_, var problem) => problem!,
        };

    private static async Task<(Accepted<RoadmapAccepted>? Accepted, ProblemHttpResult? Problem)> ApplyAsync(
        Guid id, WorkflowEvent happened, Func<WorkflowState, RoadmapChange> change, RoadmapStore store, CancellationToken cancellationToken)
    {
        var roadmap = await store.LoadAsync(id, cancellationToken);
        if (roadmap is null)
        {
            return (null, Problem.NoRoadmap(id));
        }

        if (RoadmapWorkflow.Decide(roadmap.State, happened) is not { } next)
        {
            return (null, Problem.Conflict());
        }

        try
        {
            await store.ApplyAsync(roadmap, change(next), cancellationToken);
            return (Accepted(id, next.Status), null);
        }
        catch (ConcurrentChangeException)
        {
            return (null, Problem.Conflict());
        }
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> RetryAsync(
        Guid id, RetryStore store, CancellationToken cancellationToken) =>
        await store.RetryAsync(id, cancellationToken) switch
        {
            RetryOutcome.Accepted => Accepted(id, RoadmapStatus.Processing),
            RetryOutcome.NotFound => Problem.NoRoadmap(id),
            _ => Problem.Conflict(),
        };

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> RegenerateAsync(
        Guid id, string conceptId, string kind, RetryStore store, CancellationToken cancellationToken)
    {
        var named = Enum.GetValues<ContentKind>().Where(value => DomainJson.Name(value) == kind).ToList();
        if (named.Count == 0)
        {
            return Problem.NotFound(
                "kind", $"Kind must be one of {string.Join(", ", Enum.GetValues<ContentKind>().Select(DomainJson.Name))}.");
        }

        return await store.RegenerateAsync(id, conceptId, named[0], cancellationToken) switch
        {
            RetryOutcome.Accepted => Accepted(id, RoadmapStatus.Processing),
            RetryOutcome.NotFound => Problem.NoConcept(id),
            _ => Problem.Conflict(),
        };
    }

    private static Accepted<RoadmapAccepted> Accepted(Guid id, RoadmapStatus status) =>
        TypedResults.Accepted($"/api/roadmaps/{id}", new RoadmapAccepted(id, status));
}
