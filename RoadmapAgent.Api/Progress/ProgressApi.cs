using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>The endpoint for watching a roadmap.</summary>
internal static class ProgressApi
{
    public static void MapProgress(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/roadmaps/{id:guid}/events", WatchAsync)
        .WithTags("Roadmaps").WithName("WatchRoadmap").WithSummary("Watch a roadmap")
        .WithDescription(
            "Server-sent events: first every event after Last-Event-ID, then live events until the roadmap ends. "
            + "Returns 204 if it has ended and there are no new events.")
        .PassProxiesUnbuffered()
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<ProgressStream, NoContent, ProblemHttpResult>> WatchAsync(
        Guid id,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        RoadmapRepository roadmaps,
        StoredEvents stored,
        ProgressHub hub,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken)
    {
        var roadmap = await roadmaps.LoadAsync(id, cancellationToken);
        return roadmap is null
            ? Problem.NoRoadmap(id)
            : await OpenAsync(id, roadmap.State.Ended, lastEventId, stored, hub, lifetime.ApplicationStopping, cancellationToken);
    }

    /// <summary>Resumes a watcher where it left off, if more events can follow.</summary>
    internal static async Task<Results<ProgressStream, NoContent, ProblemHttpResult>> OpenAsync(
        Guid id,
        bool ended,
        string? lastEventId,
        StoredEvents stored,
        ProgressHub hub,
        CancellationToken stopping,
        CancellationToken cancellationToken)
    {
        if (!TryParse(lastEventId, out var after))
        {
            return NoSuchEvent(lastEventId!);
        }

        if (after > 0)
        {
            // Read the named event as well: the feed starts where its watchers say, so an invalid id must not reach it.
            var known = await stored(id, after - 1, 2, cancellationToken);
            if (known.Count == 0 || known[0].Sequence != after)
            {
                return NoSuchEvent(lastEventId!);
            }

            if (ended && known.Count == 1)
            {
                return TypedResults.NoContent();
            }
        }

        return new ProgressStream(id, after, stored, hub, stopping);
    }

    private static bool TryParse(string? lastEventId, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(lastEventId) || (long.TryParse(lastEventId, CultureInfo.InvariantCulture, out after) && after >= 0);
    }

    private static ProblemHttpResult NoSuchEvent(string lastEventId) =>
        Problem.Of(
            "Last-Event-ID",
            $"'{(lastEventId.Length <= 50 ? lastEventId : "…")}' is not the id of an event of this roadmap.",
            StatusCodes.Status400BadRequest);
}
