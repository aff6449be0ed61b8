using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Answers requests with 503 before anything is done for them while others wait longer for the database than a person waits for an answer,
/// or have waited in vain. An answer must cost next to nothing here: no exception, no log line, no routing. It is given after a pause:
/// clients that do not wait for the time in <c>Retry-After</c> would otherwise ask again at once, and refusals would take the CPU time of
/// useful answers.
/// </summary>
internal sealed class LoadShedding(
    RequestDelegate next, DatabaseGate gate, DatabaseCircuit circuit, DatabaseMetrics metrics, TimeProvider time, PathString path)
{
    /// <summary>The longest expected wait for the database with which a request is still admitted.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // With the time that an overloaded process takes for it, within a second. Clients that were refused together would come back together
    // after pauses of one length, and wait for each other.
    internal static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(300);
    internal static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static readonly byte[] GateFull = Body(SaturationCause.GateFull);
    private static readonly byte[] CircuitOpen = Body(SaturationCause.CircuitOpen);

    public Task InvokeAsync(HttpContext context)
    {
        var expected = gate.ExpectedWait;
        return (expected <= LongestWait && !circuit.IsOpen) || !context.Request.Path.StartsWithSegments(path) ? next(context)
            : circuit.IsOpen ? ShedAsync(context, SaturationCause.CircuitOpen, CircuitOpen, LongestWait)
            : ShedAsync(context, SaturationCause.GateFull, GateFull, expected);
    }

    private async Task ShedAsync(HttpContext context, SaturationCause cause, byte[] body, TimeSpan retryAfter)
    {
        metrics.Saturated(cause);
        var pause = ShortestPause + (Random.Shared.NextDouble() * (LongestPause - ShortestPause));
        await Task.Delay(pause, time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/problem+json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Body(SaturationCause cause) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "https://tools.ietf.org/html/rfc9110#section-15.6.4",
        title = "The database has no capacity for this request at the moment.",
        status = StatusCodes.Status503ServiceUnavailable,
        detail = "Nothing was changed. Retry after the time in Retry-After.",
        cause = cause.ToTag(),
    });
}
