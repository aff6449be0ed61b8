using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoadmapAgent.Api.Limits;

/// <summary>Answers what exceeds a limit: 429 with the limit and the time after which to try again.</summary>
internal static class LimitProblem
{
    /// <summary>Writes the answer.</summary>
    /// <param name="http">The refused request.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="retryAfter">When it may succeed; rounded up to seconds.</param>
    public static Task WriteAsync(HttpContext http, RequestLimit limit, TimeSpan retryAfter) =>
        Of(http, limit, "Too many requests.", retryAfter).ExecuteAsync(http);

    /// <summary>Returns the answer, and sets its <c>Retry-After</c>, which a result cannot set.</summary>
    /// <param name="http">The refused request.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="title">What there is too much of.</param>
    /// <param name="retryAfter">When it may succeed; rounded up to seconds.</param>
    public static ProblemHttpResult Of(HttpContext http, RequestLimit limit, string title, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        return TypedResults.Problem(
            string.Create(CultureInfo.InvariantCulture, $"At most {limit.Permits} {limit.Rule}. Try again after {seconds} s."),
            statusCode: StatusCodes.Status429TooManyRequests,
            title: title,
            extensions: [new("limit", limit.Setting)]);
    }
}
