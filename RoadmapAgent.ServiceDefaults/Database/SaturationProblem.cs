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
        var (cause, retryAfter) = exception switch
        {
            DatabaseSaturatedException saturated => (saturated.Cause.ToTag(), saturated.RetryAfter),
            NpgsqlException { IsTransient: true } => ("unavailable", OutageRetryAfter),
            _ => (null, default),
        };
        if (cause is null)
        {
            return false;
        }

        logger.LogWarning("Answered 503: the database is {Cause}.", cause);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = retryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The database has no capacity for this request now.",
                Detail = "Nothing was changed. Try again after the time in Retry-After.",
                Extensions = { ["cause"] = cause },
            },
        });
    }
}
