using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace RoadmapAgent.Api.Problems;

/// <summary>Answers a request that cannot be read with a problem that names the field.</summary>
internal sealed class BadRequestProblem(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        httpContext.Response.StatusCode = bad.StatusCode;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = bad.InnerException is JsonException json
                ? new HttpValidationProblemDetails(new Dictionary<string, string[]> { [Field(json.Path)] = [Reason(json)] }) { Status = bad.StatusCode, Title = "The request body is not valid." }
                : new() { Status = bad.StatusCode, Title = "The request cannot be read.", Detail = bad.Message },
        });
    }

    /// <summary>The field as the client wrote it: <c>$.known[2]</c> is <c>known[2]</c>, the body itself is <c>$</c>.</summary>
    private static string Field(string? path) => path is null or "$" ? "$" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    // The serializer's own words name types of this program.
    private static string Reason(JsonException json) =>
        json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "There is no such field."
        : json.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? "The value has the wrong type."
        : $"The JSON is malformed at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.";
}
