using System.Buffers;
using System.IO.Pipelines;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Writes a roadmap's events as they arrive. It holds no database connection, and nothing that grows while its reader is slow.
/// </summary>
/// <param name="subscription">The open subscription, which ends with the stream.</param>
/// <param name="after">The number of the last event that the watcher has.</param>
/// <param name="stopping">Cancelled when the process ends.</param>
internal sealed class ProgressStream(ProgressHub.Subscription subscription, long after, CancellationToken stopping) : IResult
{
    private const int EventsPerFlush = 100;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var watching = subscription;
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await WriteAsync(response.BodyWriter, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The watcher left or the process is ending; the watcher can reconnect with Last-Event-ID.
        }
    }

    private async Task WriteAsync(PipeWriter body, CancellationToken cancellationToken)
    {
        var next = subscription.Log.IndexAfter(after);
        while (true)
        {
            var log = subscription.Log;
            for (; next < log.Events.Length; next++)
            {
                body.Write(log.Events[next].Text.Span);
                if (next % EventsPerFlush == 0)
                {
                    await body.FlushAsync(cancellationToken);
                }
            }

            await body.FlushAsync(cancellationToken);
            if (log.Ended)
            {
                return;
            }

            // Proxies close an idle connection.
            if (!await subscription.WaitAsync(HeartbeatInterval, cancellationToken))
            {
                body.Write(": still here\n\n"u8);
            }
        }
    }
}
