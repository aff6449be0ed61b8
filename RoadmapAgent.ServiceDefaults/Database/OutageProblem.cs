using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Responds with 503 and <c>Retry-After</c> while the database, or anything else that a request needs, is unavailable.</summary>
internal sealed partial class OutageProblem(IProblemDetailsService problems, SchemaReadiness schema, ILogger<OutageProblem> logger)
    : IExceptionHandler
{
    private static readonly TimeSpan OutageRetryAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The framework's own exception for a request that cannot be read is an IOException.
        if (exception is BadHttpRequestException || ErrorClassifier.Classify(exception, schema.IsComplete) is not ErrorKind.Outage)
        {
            return false;
        }

        var (cause, retryAfter, detail) = exception is DatabaseSaturatedException saturated
            ? (saturated.Cause.ToTag(), saturated.RetryAfter, "Nothing was changed. Retry after the time in Retry-After.")
            // The connection may have broken after the commit.
            : ("unavailable",
                OutageRetryAfter,
                "The outcome is unknown. After Retry-After, check whether your change was applied before retrying.");
        LogOutage(cause, exception.GetBaseException().GetType().Name);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
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

    [LoggerMessage(LogLevel.Warning, "Responded with 503: the database is {Cause} ({Error}).")]
    private partial void LogOutage(string cause, string error);
}
