using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoadmapAgent.Domain.Storage;

namespace RoadmapAgent.Api.Progress;

/// <summary>Watching roadmaps.</summary>
internal static class ProgressApi
{
    public static void MapProgress(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/roadmaps/{id:guid}/events", WatchAsync)
        .WithTags("Roadmaps").WithName("WatchRoadmap").WithSummary("Watch a roadmap")
        .WithDescription("Server-sent events: first everything after Last-Event-ID, then live until the roadmap ends. 204 when it has ended and there is nothing new.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<ProgressStream, NoContent, ProblemHttpResult>> WatchAsync(
        Guid id,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        RoadmapStore roadmaps,
        StoredEvents stored,
        ProgressHub hub,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken)
    {
        var roadmap = await roadmaps.LoadAsync(id, cancellationToken);
        return roadmap is null
            ? Problem("id", $"There is no roadmap {id}.", StatusCodes.Status404NotFound)
            : await OpenAsync(id, roadmap.State.Ended, lastEventId, stored, hub, lifetime.ApplicationStopping, cancellationToken);
    }

    /// <summary>Lets a watcher in where it left off, if there is anything to come.</summary>
    internal static async Task<Results<ProgressStream, NoContent, ProblemHttpResult>> OpenAsync(
        Guid id, bool ended, string? lastEventId, StoredEvents stored, ProgressHub hub, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (!string.IsNullOrEmpty(lastEventId) && (!long.TryParse(lastEventId, System.Globalization.CultureInfo.InvariantCulture, out after) || after < 0))
        {
            return Problem("Last-Event-ID", $"'{(lastEventId.Length <= 50 ? lastEventId : "…")}' is not the id of an event.", StatusCodes.Status400BadRequest);
        }

        if (ended && (await stored(id, after, 1, cancellationToken)).Count == 0)
        {
            return TypedResults.NoContent();
        }

        return new ProgressStream(id, after, stored, hub, stopping);
    }

    private static ProblemHttpResult Problem(string field, string detail, int status) =>
        TypedResults.Problem(detail, statusCode: status, extensions: [new("errors", new Dictionary<string, string[]> { [field] = [detail] })]);
}
