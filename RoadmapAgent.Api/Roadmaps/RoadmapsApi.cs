using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Limits;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for creating, reading and deleting roadmaps.</summary>
internal static partial class RoadmapsApi
{
    private static StatusCodeHttpResult NotModified { get; } = TypedResults.StatusCode(StatusCodes.Status304NotModified);

    public static void MapRoadmaps(this IEndpointRouteBuilder routes)
    {
        var roadmaps = routes.MapLearnerGroup("/api/roadmaps", tag: "Roadmaps");
        roadmaps.MapPost("/", CreateAsync).WithMetadata(RequestKind.Creation).WithName("CreateRoadmap").WithSummary("Create a roadmap")
            .WithDescription(
                "Returns at once; Location is the address of the roadmap, and its events report the progress. "
                + "The same request with the same Idempotency-Key returns the same roadmap.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithParameter(IdempotencyKey.Header, IdempotencyKey.Describe);
        roadmaps.MapGet("/", ListAsync).WithName("ListRoadmaps").WithSummary("List roadmaps")
            .WithDescription("Newest first. Pass the 'next' of a page as 'after' to get the following page.")
            .WithEntityTag();
        roadmaps.MapGet("/{id:guid}", FindAsync).WithName("GetRoadmap").WithSummary("Read a roadmap")
            .WithDescription("The plan with the status of every concept, the progress of its content and the learner's progress.")
            .WithEntityTag();
        roadmaps.MapGet("/{id:guid}/concepts/{conceptId}", FindConceptAsync).WithName("GetConcept").WithSummary("Read a concept")
            .WithDescription("Tutorial, resources and quiz; each is null until it is written.")
            .WithEntityTag();
        roadmaps.MapGet("/{id:guid}/export.md", ExportAsync).CountsAsExport()
            .WithName("ExportRoadmap").WithSummary("A whole roadmap as Markdown")
            .WithDescription("The plan, every tutorial, the resources and the quizzes with their answers.")
            .Produces<string>(StatusCodes.Status200OK, "text/markdown")
            .WithEntityTag();
        roadmaps.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteRoadmap").WithSummary("Delete a roadmap")
            .WithDescription(
                "It does not exist from then on, but can be restored until the time that the list of deleted roadmaps tells. One in "
                + "progress is cancelled: work stops after the current unit of work.");
        roadmaps.MapDecisions();
    }

    private static async Task<Results<Accepted<RoadmapAccepted>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        CreateRoadmap body,
        RoadmapRepository roadmaps,
        TimeProvider time,
        RoadmapQuota quota,
        ILogger<CreateRoadmap> logger,
        HttpRequest http,
        [FromHeader(Name = IdempotencyKey.Header), Description("A key of your choice, such as a UUID; 1 to 200 visible ASCII characters.")]
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        if (IdempotencyKey.Problem(http.Headers[IdempotencyKey.Header]) is { } problem)
        {
            return Problem.Invalid(IdempotencyKey.Header, problem);
        }

        try
        {
            var begun = RoadmapWorkflow.Begin(Guid.CreateVersion7(), body.SkipReview);
            var owner = http.HttpContext.User.ToOwner();
            var request = body.ToRequest(time.Today());
            var (id, status) = await roadmaps.CreateAsync(owner, begun, request, idempotencyKey, quota.Limit, cancellationToken);
            LogAccepted(logger, id);
            return TypedResults.Accepted($"/api/roadmaps/{id}", new RoadmapAccepted(id, status));
        }
        catch (IdempotencyKeyReusedException)
        {
            return Problem.Of(
                IdempotencyKey.Header,
                "This key was already used for a different request; choose a new one.",
                StatusCodes.Status422UnprocessableEntity);
        }
        catch (TooManyRoadmapsException)
        {
            return quota.Refuse(http.HttpContext);
        }
    }

    private static async Task<Results<Ok<Page<RoadmapListItem>>, StatusCodeHttpResult>> ListAsync(
        HttpContext http,
        RoadmapList roadmaps,
        CancellationToken cancellationToken,
        [Description("Roadmaps per page; default 20."), Between(1, 100)] int limit = 20,
        [Description("The 'next' of the previous page.")] Guid? after = null)
    {
        var read = await roadmaps.ReadAsync(http.User.ToOwner(), after, limit, http.Request.KnownTags(), cancellationToken);
        return http.Response.IsNews(read, out var page) ? TypedResults.Ok(page) : NotModified;
    }

    private static async Task<Results<Ok<RoadmapView>, StatusCodeHttpResult, ProblemHttpResult>> FindAsync(
        Guid id, HttpContext http, RoadmapReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.FindAsync(http.User.ToOwner(), id, http.Request.KnownTags(), cancellationToken);
        return read is null ? Problem.NoRoadmap(id)
            : http.Response.IsNews(read, out var roadmap) ? TypedResults.Ok(roadmap)
            : NotModified;
    }

    private static async Task<Results<Ok<ConceptView>, StatusCodeHttpResult, ProblemHttpResult>> FindConceptAsync(
        Guid id, string conceptId, HttpContext http, RoadmapReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.FindConceptAsync(http.User.ToOwner(), id, conceptId, http.Request.KnownTags(), cancellationToken);
        return read is null ? Problem.NoConcept(id)
            : http.Response.IsNews(read, out var concept) ? TypedResults.Ok(concept)
            : NotModified;
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> ExportAsync(
        Guid id, HttpContext http, RoadmapReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAllAsync(http.User.ToOwner(), id, http.Request.KnownTags(), cancellationToken);
        if (read is null)
        {
            return Problem.NoRoadmap(id);
        }

        if (!http.Response.IsNews(read, out var whole))
        {
            return NotModified;
        }

        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{whole.Roadmap.Title ?? whole.Roadmap.Goal}.md");
        http.Response.GetTypedHeaders().ContentDisposition = name;
        return TypedResults.Text(RoadmapMarkdown.Write(whole.Roadmap, whole.Concepts), "text/markdown; charset=utf-8");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal person, RoadmapRepository roadmaps, CancellationToken cancellationToken) =>
        await roadmaps.DeleteAsync(person.ToOwner(), id, cancellationToken) ? TypedResults.NoContent() : Problem.NoRoadmap(id);

    [LoggerMessage(LogLevel.Information, "Accepted roadmap {RoadmapId}.")]
    private static partial void LogAccepted(ILogger logger, Guid roadmapId);
}
