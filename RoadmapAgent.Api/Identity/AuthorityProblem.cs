using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace RoadmapAgent.Api.Identity;

/// <summary>Responds with 503 while the authority does not answer: the token may be valid.</summary>
internal sealed partial class AuthorityProblem(IProblemDetailsService problems, ILogger<AuthorityProblem> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not AuthorityUnavailableException)
        {
            return false;
        }

        LogUnavailable(exception);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Detail = "The identity authority does not answer; try again later.",
            },
        });
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The identity authority does not answer.")]
    private partial void LogUnavailable(Exception exception);
}
