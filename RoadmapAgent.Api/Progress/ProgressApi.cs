using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>The endpoint for watching a roadmap.</summary>
internal static class ProgressApi
{
    private const string LastEventId = "Last-Event-ID";

    public static void MapProgress(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/roadmaps/{id:guid}/events", WatchAsync)
        .RequireAuthorization(Learners.Policy)
        .WithTags("Roadmaps").WithName("WatchRoadmap").WithSummary("Watch a roadmap")
        .WithDescription(
            "Server-sent events: first every event after Last-Event-ID, then live events until the roadmap ends. "
            + "Returns 204 if it has ended and there are no new events.")
        .WithEventStream()
        .WithParameter(LastEventId, schema => schema.Pattern = "^[0-9]*$");

    private static Task<Results<ProgressStream, NoContent, ProblemHttpResult>> WatchAsync(
        Guid id,
        [FromHeader(Name = LastEventId), Description("The id of the last event that the client has; none or 0 for all events.")]
        string? lastEventId,
        ClaimsPrincipal person,
        ProgressHub hub,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken) =>
        OpenAsync(person.ToOwner(), id, lastEventId, hub, lifetime.ApplicationStopping, cancellationToken);

    /// <summary>Resumes a watcher where it left off, if more events can follow.</summary>
    internal static async Task<Results<ProgressStream, NoContent, ProblemHttpResult>> OpenAsync(
        Owner owner, Guid id, string? lastEventId, ProgressHub hub, CancellationToken stopping, CancellationToken cancellationToken)
    {
        if (!TryParse(lastEventId, out var after))
        {
            return NoSuchEvent(lastEventId!);
        }

        // Watching begins before the events are read: one that is published in between is delivered.
        var subscription = hub.Watch(id);
        Results<ProgressStream, NoContent, ProblemHttpResult>? result = null;
        try
        {
            result = !await subscription.OpenAsync(owner, cancellationToken) ? Problem.NoRoadmap(id)
                : !await subscription.KnowsAsync(after, cancellationToken) ? NoSuchEvent(lastEventId!)
                : subscription.Log is { Ended: true } log && log.IndexAfter(after) == log.Events.Length ? TypedResults.NoContent()
                : new ProgressStream(subscription, after, stopping);
            return result;
        }
        finally
        {
            if (result?.Result is not ProgressStream)
            {
                subscription.Dispose();
            }
        }
    }

    private static bool TryParse(string? lastEventId, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(lastEventId) || long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }

    private static ProblemHttpResult NoSuchEvent(string lastEventId) =>
        Problem.Of(
            LastEventId,
            $"'{(lastEventId.Length <= 50 ? lastEventId : "…")}' is not the id of an event of this roadmap.",
            StatusCodes.Status400BadRequest);
}
