using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for deleted roadmaps.</summary>
internal static class TrashApi
{
    public static void MapTrash(this IEndpointRouteBuilder routes)
    {
        var trash = routes.MapLearnerGroup("/api/trash", tag: "Roadmaps");
        trash.MapGet("/", ListAsync).WithName("ListTrash").WithSummary("List deleted roadmaps")
            .WithDescription(
                "The last deletion first, with the time until which each can be restored. Pass the 'next' of a page as 'after' to get the "
                + "following page.")
            .ProducesValidationProblem();
        trash.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteForGood").WithSummary("Delete a deleted roadmap for good")
            .WithDescription("With its content, progress, notes and questions. It cannot be restored.");
        routes.MapLearnerGroup("/api/roadmaps/{id:guid}/restore", tag: "Roadmaps")
            .MapPost("/", RestoreAsync).WithName("RestoreRoadmap").WithSummary("Restore a deleted roadmap")
            .WithDescription(
                "Content, progress, notes and questions are as they were. A roadmap that was in progress has been cancelled and can be "
                + "retried. May be repeated.");
    }

    private static async Task<Ok<Page<TrashedRoadmap>>> ListAsync(
        ClaimsPrincipal person,
        TrashStore trash,
        IOptions<RetentionOptions> retention,
        CancellationToken cancellationToken,
        [Description("Roadmaps per page; default 20."), Between(1, 100)] int limit = 20,
        [Description("The 'next' of the previous page.")] Guid? after = null)
    {
        var kept = TimeSpan.FromDays(retention.Value.Trash);
        return TypedResults.Ok(await trash.ListAsync(person.ToOwner(), after, limit, kept, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(
        Guid id, ClaimsPrincipal person, TrashStore trash, CancellationToken cancellationToken) =>
        await trash.RestoreAsync(person.ToOwner(), id, cancellationToken) ? TypedResults.NoContent() : Problem.NoRoadmap(id);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal person, TrashStore trash, CancellationToken cancellationToken) =>
        await trash.DeleteAsync(person.ToOwner(), id, cancellationToken) ? TypedResults.NoContent() : Problem.NotInTrash(id);
}
