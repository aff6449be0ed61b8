using System.Globalization;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Progress;

/// <summary>Writes a roadmap's events as they arrive. It holds no database connection between events.</summary>
internal sealed class ProgressStream(Guid roadmapId, long after, StoredEvents stored, ProgressHub hub, CancellationToken stopping) : IResult
{
    private const int PageSize = 500;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            // Subscribe before the replay, so an event published in between is delivered at least once and deduplicated by sequence.
            using var subscription = hub.Watch(roadmapId);
            var (last, joined) = await ReplayAsync(response, subscription, ending.Token);
            if (joined)
            {
                await FollowAsync(response, subscription, last, ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The watcher left or the process is ending; the watcher can reconnect with Last-Event-ID.
        }
    }

    /// <summary>Writes the stored events until the watcher can continue with live events or nothing more can follow.</summary>
    private async Task<(long Last, bool Joined)> ReplayAsync(
        HttpResponse response, ProgressHub.Subscription subscription, CancellationToken cancellationToken)
    {
        var last = after;
        var behind = false;
        var ended = false;
        while (true)
        {
            var page = await stored(roadmapId, last, PageSize, cancellationToken);
            foreach (var happened in page)
            {
                await WriteAsync(response, happened, cancellationToken);
                last = happened.Sequence;
                ended = ProgressEvents.Ends(happened.Type);
            }

            await response.Body.FlushAsync(cancellationToken);
            // An end event followed by others is not the last one: the owner has retried the roadmap.
            if (ended && page.Count < PageSize)
            {
                return (last, false);
            }

            if (page.Count < PageSize && subscription.TryJoin(last))
            {
                return (last, true);
            }

            // Other watchers saw events that are no longer in the database: the roadmap has been deleted.
            if (behind && page.Count == 0)
            {
                return (last, false);
            }

            behind = page.Count < PageSize;
        }
    }

    private static async Task FollowAsync(
        HttpResponse response, ProgressHub.Subscription subscription, long last, CancellationToken cancellationToken)
    {
        while (await NextAsync(response, subscription, cancellationToken))
        {
            while (subscription.Events.TryRead(out var happened))
            {
                if (happened.Sequence <= last)
                {
                    continue;
                }

                await WriteAsync(response, happened, cancellationToken);
                last = happened.Sequence;
                if (ProgressEvents.Ends(happened.Type))
                {
                    return;
                }
            }

            await response.Body.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the next event and sends heartbeat comments, so that proxies do not close an idle connection.</summary>
    private static async Task<bool> NextAsync(
        HttpResponse response, ProgressHub.Subscription subscription, CancellationToken cancellationToken)
    {
        var next = subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
        while (await Task.WhenAny(next, Task.Delay(HeartbeatInterval, cancellationToken)) != next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await response.WriteAsync(": still here\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }

        return await next;
    }

    private static Task WriteAsync(HttpResponse response, ProgressRecorded happened, CancellationToken cancellationToken) =>
        response.WriteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"id: {happened.Sequence}\nevent: {happened.Type}\ndata: {happened.Data.ReplaceLineEndings(" ")}\n\n"),
            cancellationToken);
}
