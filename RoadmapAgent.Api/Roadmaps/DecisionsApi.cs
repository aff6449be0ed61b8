using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>What an owner decides about a roadmap. Of two decisions at once the first counts; the other gets 409.</summary>
internal static class DecisionsApi
{
    private const int MinFeedback = 3;
    private const int MaxFeedback = 2000;

    public static void MapDecisions(this RouteGroupBuilder roadmaps)
    {
        roadmaps.MapGet("/{id:guid}/review", FindReviewAsync).WithName("GetReview").WithSummary("How the review stands")
            .WithDescription("Since when it waits, and what has changed since the plan was last refused.");
        roadmaps.MapPost("/{id:guid}/review", DecideAsync).WithName("DecideReview").WithSummary("Approve a plan, or say what should be different")
            .WithDescription("Only while the roadmap waits for its review; of two decisions the first counts.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        roadmaps.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelRoadmap").WithSummary("Stop working on a roadmap")
            .WithDescription("Effective within a unit of work; what is written already stays.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        roadmaps.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryRoadmap").WithSummary("Try again what failed")
            .WithDescription("Goes on with a roadmap that failed or was cancelled: from the step that it did not get past, or with the missing content. What is complete stays.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        roadmaps.MapPost("/{id:guid}/concepts/{conceptId}/{kind}/regenerate", RegenerateAsync).WithName("RegenerateContent").WithSummary("Write a piece of content anew")
            .WithDescription("The kind is tutorial, resources or quiz. Only once the roadmap has ended.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> FindReviewAsync(Guid id, RoadmapReader reader, CancellationToken cancellationToken) =>
        await reader.FindReviewAsync(id, cancellationToken) is { } review ? TypedResults.Ok(review) : Problem.NoRoadmap(id);

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult, ValidationProblem>> DecideAsync(Guid id, DecideReview body, RoadmapStore store, CancellationToken cancellationToken)
    {
        var feedback = body.Feedback?.Trim();
        if (body.Approved is not { } approved)
        {
            return Problem.Invalid("approved", "Say whether the plan is approved: true or false.");
        }

        if (!approved && feedback is not { Length: >= MinFeedback and <= MaxFeedback })
        {
            return Problem.Invalid("feedback", $"The feedback has {feedback?.Length ?? 0} characters; {MinFeedback} to {MaxFeedback} are valid.");
        }

        // Line breaks are welcome. PostgreSQL stores no NUL, and nobody reads the others.
        if (feedback?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
        {
            return Problem.Invalid("feedback", "The feedback has control characters; only line breaks and tabs are valid.");
        }

        return await ApplyAsync(id, new ReviewDecided(approved), next => new(next, Feedback: approved ? null : feedback, Approved: approved), store, cancellationToken) switch
        {
            ({ } accepted, _) => accepted,
            (_, var problem) => problem!,
        };
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> CancelAsync(Guid id, RoadmapStore store, CancellationToken cancellationToken) =>
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

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> RetryAsync(Guid id, RetryStore store, CancellationToken cancellationToken) =>
        await store.RetryAsync(id, cancellationToken) switch
        {
            RetryOutcome.Accepted => Accepted(id, RoadmapStatus.Processing),
            RetryOutcome.NotFound => Problem.NoRoadmap(id),
            _ => Problem.Conflict(),
        };

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> RegenerateAsync(Guid id, string conceptId, string kind, RetryStore store, CancellationToken cancellationToken)
    {
        var named = Enum.GetValues<ContentKind>().Where(value => DomainJson.Name(value) == kind).ToList();
        if (named.Count == 0)
        {
            return Problem.NotFound("kind", $"There is no such kind of content; there are {string.Join(", ", Enum.GetValues<ContentKind>().Select(DomainJson.Name))}.");
        }

        return await store.RegenerateAsync(id, conceptId, named[0], cancellationToken) switch
        {
            RetryOutcome.Accepted => Accepted(id, RoadmapStatus.Processing),
            RetryOutcome.NotFound => Problem.NoConcept(id),
            _ => Problem.Conflict(),
        };
    }

    private static Accepted<RoadmapAccepted> Accepted(Guid id, RoadmapStatus status) => TypedResults.Accepted($"/api/roadmaps/{id}", new RoadmapAccepted(id, status));
}
