using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Answers 503 with <c>Retry-After</c> while the database is saturated or out of reach.</summary>
internal sealed class SaturationProblem(IProblemDetailsService problems, ILogger<SaturationProblem> logger) : IExceptionHandler
{
    private static readonly TimeSpan OutageRetryAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (cause, retryAfter, detail) = exception switch
        {
            DatabaseSaturatedException saturated => (saturated.Cause.ToTag(), saturated.RetryAfter, "Nothing was changed. Try again after the time in Retry-After."),
            // A connection that broke may have broken after the commit. Under 08P01 a pooler reports that its server's did.
            NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } =>
                ("unavailable", OutageRetryAfter, "Read what you wanted to change before you try again, after the time in Retry-After: it may have been changed."),
            _ => (null, default, null),
        };
        if (cause is null)
        {
            return false;
        }

        logger.LogWarning("Answered 503: the database is {Cause}.", cause);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = retryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        // Who accepts no JSON, such as a watcher of events, gets the status and the header.
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The database has no capacity for this request now.",
                Detail = detail,
                Extensions = { ["cause"] = cause },
            },
        });
        return true;
    }
}
