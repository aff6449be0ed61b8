using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Domain.Storage;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>Asking for roadmaps and reading them.</summary>
internal static class RoadmapsApi
{
    private const int MaxFeedback = 2000;

    public static RouteGroupBuilder MapRoadmaps(this IEndpointRouteBuilder routes)
    {
        var roadmaps = routes.MapGroup("/api/roadmaps").WithTags("Roadmaps").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        roadmaps.MapPost("/", CreateAsync).WithName("CreateRoadmap").WithSummary("Ask for a roadmap")
            .WithDescription("Accepts the request at once; Location leads to the roadmap, whose events tell how it goes.");
        roadmaps.MapGet("/{id:guid}", FindAsync).WithName("GetRoadmap").WithSummary("Read a roadmap")
            .WithDescription("The plan with the state of every concept, and how far its content is.");
        roadmaps.MapGet("/{id:guid}/concepts/{conceptId}", FindConceptAsync).WithName("GetConcept").WithSummary("Read a concept")
            .WithDescription("Tutorial, resources and quiz; what is not written yet is null.");
        roadmaps.MapPost("/{id:guid}/review", DecideAsync).WithName("DecideReview").WithSummary("Approve a plan, or say what should be different")
            .WithDescription("Only while the roadmap waits for its review; of two decisions the first counts.");
        roadmaps.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelRoadmap").WithSummary("Stop working on a roadmap")
            .WithDescription("Effective within a unit of work; what is written already stays.");
        return roadmaps;
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ValidationProblem>> CreateAsync(CreateRoadmap body, RoadmapStore store, ILogger<CreateRoadmap> logger, CancellationToken cancellationToken)
    {
        var (request, errors) = body.Validate();
        if (request is null)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var id = await store.CreateAsync(request, cancellationToken);
        logger.LogInformation("Accepted roadmap {RoadmapId}.", id);
        return TypedResults.Accepted($"/api/roadmaps/{id}", new RoadmapAccepted(id, RoadmapStatus.Pending));
    }

    private static async Task<Results<Ok<RoadmapView>, ProblemHttpResult>> FindAsync(Guid id, RoadmapStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } roadmap ? TypedResults.Ok(roadmap) : NotFound("id", $"There is no roadmap {id}.");

    private static async Task<Results<Ok<ConceptView>, ProblemHttpResult>> FindConceptAsync(Guid id, string conceptId, RoadmapStore store, CancellationToken cancellationToken) =>
        await store.FindConceptAsync(id, conceptId, cancellationToken) is { } concept
            ? TypedResults.Ok(concept)
            : NotFound("conceptId", $"There is no roadmap {id}, or it has no such concept.");

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult, ValidationProblem>> DecideAsync(Guid id, DecideReview body, RoadmapStore store, CancellationToken cancellationToken)
    {
        var feedback = body.Feedback?.Trim();
        if (body.Approved is null)
        {
            return Invalid("approved", "Say whether the plan is approved: true or false.");
        }

        if (body.Approved == false && feedback is not { Length: >= 3 and <= MaxFeedback })
        {
            return Invalid("feedback", $"The feedback has {feedback?.Length ?? 0} characters; 3 to {MaxFeedback} are valid.");
        }

        // Line breaks are welcome. PostgreSQL stores no NUL, and nobody reads the others.
        if (feedback?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
        {
            return Invalid("feedback", "The feedback has control characters; only line breaks and tabs are valid.");
        }

        return await ApplyAsync(id, new ReviewDecided(body.Approved.Value), body.Approved.Value ? null : feedback, store, cancellationToken) switch
        {
            Accepted<RoadmapAccepted> accepted => accepted,
            ProblemHttpResult problem => problem,
            var other => throw new InvalidOperationException($"Unexpected result {other}."),
        };
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ProblemHttpResult>> CancelAsync(Guid id, RoadmapStore store, CancellationToken cancellationToken) =>
        await ApplyAsync(id, new CancelRequested(), feedback: null, store, cancellationToken) switch
        {
            Accepted<RoadmapAccepted> accepted => accepted,
            ProblemHttpResult problem => problem,
            var other => throw new InvalidOperationException($"Unexpected result {other}."),
        };

    private static async Task<IResult> ApplyAsync(Guid id, WorkflowEvent happened, string? feedback, RoadmapStore store, CancellationToken cancellationToken)
    {
        var roadmap = await store.LoadAsync(id, cancellationToken);
        if (roadmap is null)
        {
            return NotFound("id", $"There is no roadmap {id}.");
        }

        if (RoadmapWorkflow.Decide(roadmap.State, happened) is not { } next)
        {
            return Conflict();
        }

        try
        {
            await store.ApplyAsync(roadmap, new(next, Feedback: feedback), cancellationToken);
            return TypedResults.Accepted($"/api/roadmaps/{id}", new RoadmapAccepted(id, next.Status));
        }
        catch (ConcurrentChangeException)
        {
            return Conflict();
        }
    }

    private static ProblemHttpResult NotFound(string field, string detail) => TypedResults.Problem(
        detail,
        statusCode: StatusCodes.Status404NotFound,
        extensions: [new("errors", new Dictionary<string, string[]> { [field] = [detail] })]);

    private static ProblemHttpResult Conflict() => TypedResults.Problem(
        "The roadmap's state has changed and no longer allows this; read it again.", statusCode: StatusCodes.Status409Conflict);

    private static ValidationProblem Invalid(string field, string error) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [error] });
}
