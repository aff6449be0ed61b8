using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Responds with 503 and <c>Retry-After</c> while the database is saturated or unavailable.</summary>
internal sealed class SaturationProblem(IProblemDetailsService problems, ILogger<SaturationProblem> logger) : IExceptionHandler
{
    private static readonly TimeSpan OutageRetryAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (cause, retryAfter, detail) = exception switch
        {
            DatabaseSaturatedException saturated =>
                (saturated.Cause.ToTag(), saturated.RetryAfter, "Nothing was changed. Retry after the time in Retry-After."),
            // The connection may have broken after the commit. A pooler reports a broken server connection as 08P01.
            NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } =>
                (
                    "unavailable",
                    OutageRetryAfter,
                    "The outcome is unknown. After Retry-After, check whether your change was applied before retrying."),
            _ => (null, default, null),
        };
        if (cause is null)
        {
            return false;
        }

        logger.LogWarning("Responded with 503: the database is {Cause}.", cause);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = retryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        // A client that does not accept JSON, such as an event stream, gets the status and the header.
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The database has no capacity for this request at the moment.",
                Detail = detail,
                Extensions = { ["cause"] = cause },
            },
        });
        return true;
    }
}
