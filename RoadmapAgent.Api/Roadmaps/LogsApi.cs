using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for execution logs.</summary>
internal static class LogsApi
{
    public static void MapLogs(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapLearnerGroup("/api/roadmaps/{id:guid}/logs", tag: "Logs");
        logs.MapGet("/", ReadAsync).WithName("GetLogs").WithSummary("A roadmap's execution log")
            .WithDescription(
                "Oldest line first. Pass the 'next' of a page as 'after' to get the following page. "
                + "Lines are stored about a second after they were written.");
        logs.MapGet("/summary", SummarizeAsync).WithName("GetLogSummary").WithSummary("Totals of the execution log by step");
    }

    private static async Task<Results<Ok<Page<ExecutionLogEntry>>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        Guid id,
        ClaimsPrincipal person,
        ExecutionLogStore logs,
        RoadmapRepository roadmaps,
        CancellationToken cancellationToken,
        [Description("The severity."), Defined] Named<LogSeverity>? severity = null,
        [Description("The category."), Defined] Named<LogCategory>? category = null,
        [Description("A step of the workflow, such as content_generation.")] string? step = null,
        [Description("A concept's id.")] string? conceptId = null,
        [Description("The 'next' of the previous page.")] string? after = null,
        [Description("Lines per page; default 100."), Between(1, 500)] int limit = 100)
    {
        var position = after is null ? null : ExecutionLogPosition.TryParse(after);
        if (after is not null && position is null)
        {
            return Problem.Invalid("after", "After must be the 'next' of a previous page.");
        }

        var owner = person.ToOwner();
        var filter = new ExecutionLogFilter(severity?.Value, category?.Value, step, conceptId);
        var page = await logs.ReadAsync(owner, id, filter, position, limit, cancellationToken);
        return page.Items.Count > 0 || await roadmaps.LoadAsync(owner, id, cancellationToken) is not null
            ? TypedResults.Ok(page)
            : Problem.NoRoadmap(id);
    }

    private static async Task<Results<Ok<IReadOnlyList<ExecutionLogSummary>>, ProblemHttpResult>> SummarizeAsync(
        Guid id, ClaimsPrincipal person, ExecutionLogStore logs, RoadmapRepository roadmaps, CancellationToken cancellationToken)
    {
        var owner = person.ToOwner();
        var summary = await logs.SummarizeAsync(owner, id, cancellationToken);
        return summary.Count > 0 || await roadmaps.LoadAsync(owner, id, cancellationToken) is not null
            ? TypedResults.Ok(summary)
            : Problem.NoRoadmap(id);
    }
}
