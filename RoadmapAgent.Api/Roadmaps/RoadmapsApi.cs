using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>Asking for roadmaps and reading them.</summary>
internal static class RoadmapsApi
{
    private const int MaxPage = 100;
    private const int MaxKey = 200;

    public static void MapRoadmaps(this IEndpointRouteBuilder routes)
    {
        var roadmaps = routes.MapGroup("/api/roadmaps").WithTags("Roadmaps").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        roadmaps.MapPost("/", CreateAsync).WithName("CreateRoadmap").WithSummary("Ask for a roadmap")
            .WithDescription("Accepts the request at once; Location leads to the roadmap, whose events tell how it goes. The same Idempotency-Key with the same request gives the same roadmap.");
        roadmaps.MapGet("/", ListAsync).WithName("ListRoadmaps").WithSummary("List roadmaps")
            .WithDescription("The newest first; 'next' of a page is 'after' of the following one.");
        roadmaps.MapGet("/{id:guid}", FindAsync).WithName("GetRoadmap").WithSummary("Read a roadmap")
            .WithDescription("The plan with the state of every concept, how far its content is, and how far the learner.");
        roadmaps.MapGet("/{id:guid}/concepts/{conceptId}", FindConceptAsync).WithName("GetConcept").WithSummary("Read a concept")
            .WithDescription("Tutorial, resources and quiz; what is not written yet is null.");
        roadmaps.MapGet("/{id:guid}/export.md", ExportAsync).WithName("ExportRoadmap").WithSummary("A whole roadmap as Markdown")
            .WithDescription("The plan, every tutorial, the resources and the quizzes with their answers.")
            .Produces<string>(StatusCodes.Status200OK, "text/markdown");
        roadmaps.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteRoadmap").WithSummary("Delete a roadmap")
            .WithDescription("With all that belongs to it; whoever works on it stops within a unit of work.");
        roadmaps.MapDecisions();
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        CreateRoadmap body,
        RoadmapStore store,
        ILogger<CreateRoadmap> logger,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by you, such as a UUID; at most 200 characters.")] string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        var (request, errors) = body.Validate();
        if (idempotencyKey is { Length: > MaxKey } || idempotencyKey?.Any(c => c is <= ' ' or > '~') == true)
        {
            errors["Idempotency-Key"] = [$"The key has at most {MaxKey} characters, all of them visible ASCII."];
        }

        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        try
        {
            var (id, status) = await store.CreateAsync(request!, string.IsNullOrEmpty(idempotencyKey) ? null : idempotencyKey, cancellationToken);
            logger.LogInformation("Accepted roadmap {RoadmapId}.", id);
            return TypedResults.Accepted($"/api/roadmaps/{id}", new RoadmapAccepted(id, status));
        }
        catch (IdempotencyKeyReusedException)
        {
            return Problem.Of("Idempotency-Key", "The key came with another request before; choose a new one.", StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<Results<Ok<Page<RoadmapListItem>>, ValidationProblem>> ListAsync(
        RoadmapReader reader,
        CancellationToken cancellationToken,
        [Description("How many; 1 to 100, default 20.")] int limit = 20,
        [Description("'next' of the page before.")] Guid? after = null) =>
        limit is < 1 or > MaxPage
            ? Problem.Invalid("limit", $"The limit is {limit}; 1 to {MaxPage} are valid.")
            : TypedResults.Ok(await reader.ListAsync(after, limit, cancellationToken));

    private static async Task<Results<Ok<RoadmapView>, ProblemHttpResult>> FindAsync(Guid id, RoadmapReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } roadmap ? TypedResults.Ok(roadmap) : Problem.NoRoadmap(id);

    private static async Task<Results<Ok<ConceptView>, ProblemHttpResult>> FindConceptAsync(Guid id, string conceptId, RoadmapReader reader, CancellationToken cancellationToken) =>
        await reader.FindConceptAsync(id, conceptId, cancellationToken) is { } concept ? TypedResults.Ok(concept) : Problem.NoConcept(id);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ExportAsync(Guid id, RoadmapReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAllAsync(id, cancellationToken) is var (roadmap, concepts)
            ? TypedResults.Text(RoadmapMarkdown.Write(roadmap, concepts), "text/markdown; charset=utf-8")
            : Problem.NoRoadmap(id);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, RoadmapStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : Problem.NoRoadmap(id);
}
