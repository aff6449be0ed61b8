using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Api.Logs;

/// <summary>The endpoints for execution logs.</summary>
internal static class LogsApi
{
    private const int MaxPage = 500;

    public static void MapLogs(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/api/roadmaps/{id:guid}/logs")
            .WithTags("Logs")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        logs.MapGet("/", ReadAsync).WithName("GetLogs").WithSummary("A roadmap's execution log")
            .WithDescription(
                "Oldest line first. Pass the 'next' of a page as 'after' to get the following page. "
                + "Lines are stored about a second after they were written.");
        logs.MapGet("/summary", SummarizeAsync).WithName("GetLogSummary").WithSummary("Totals of the execution log by step");
    }

    private static async Task<Results<Ok<Page<ExecutionLogEntry>>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        Guid id,
        ExecutionLogStore logs,
        RoadmapRepository roadmaps,
        CancellationToken cancellationToken,
        [Description("debug, info, warning or error.")] string? severity = null,
        [Description("workflow, agent, database, api or retry.")] string? category = null,
        [Description("A step of the workflow, such as content_generation.")] string? step = null,
        [Description("A concept's id.")] string? conceptId = null,
        [Description("The 'next' of the previous page.")] string? after = null,
        [Description("Lines per page; 1 to 500, default 100.")] int limit = 100)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = new ExecutionLogFilter(
            Parse<LogSeverity>("severity", severity, errors), Parse<LogCategory>("category", category, errors), step, conceptId);
        var position = after is null ? null : ExecutionLogPosition.TryParse(after);
        if (after is not null && position is null)
        {
            errors["after"] = ["after must be the 'next' of a previous page."];
        }

        if (limit is < 1 or > MaxPage)
        {
            errors["limit"] = [$"Limit must be between 1 and {MaxPage} (was {limit})."];
        }

        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var page = await logs.ReadAsync(id, filter, position, limit, cancellationToken);
        return page.Items.Count > 0 || await roadmaps.LoadAsync(id, cancellationToken) is not null
            ? TypedResults.Ok(page)
            : Problem.NoRoadmap(id);
    }

    private static async Task<Results<Ok<IReadOnlyList<ExecutionLogSummary>>, ProblemHttpResult>> SummarizeAsync(
        Guid id, ExecutionLogStore logs, RoadmapRepository roadmaps, CancellationToken cancellationToken)
    {
        var summary = await logs.SummarizeAsync(id, cancellationToken);
        return summary.Count > 0 || await roadmaps.LoadAsync(id, cancellationToken) is not null
            ? TypedResults.Ok(summary)
            : Problem.NoRoadmap(id);
    }

    private static T? Parse<T>(string field, string? text, Dictionary<string, string[]> errors) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (DomainJson.Name(value) == text)
            {
                return value;
            }
        }

        if (text is not null)
        {
            errors[field] = [$"{field} must be one of {string.Join(", ", Enum.GetValues<T>().Select(DomainJson.Name))}."];
        }

        return null;
    }
}
