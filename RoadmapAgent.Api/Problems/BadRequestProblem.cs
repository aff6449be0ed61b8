using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api.Problems;

/// <summary>Responds to a request that cannot be read with a problem that names the field.</summary>
internal sealed partial class BadRequestProblem(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        httpContext.Response.StatusCode = bad.StatusCode;
        // A client that does not accept JSON gets the status only.
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = bad.StatusCode switch
            {
                StatusCodes.Status400BadRequest =>
                    new HttpValidationProblemDetails(Errors(bad))
                    {
                        Status = bad.StatusCode,
                        Title = "The request is not valid.",
                        Extensions = { [FieldName.Sent.Key] = FieldName.Sent.Value },
                    },
                _ => new() { Status = bad.StatusCode, Title = "The request cannot be read." },
            },
        });
        return true;
    }

    /// <summary>
    /// Adds advice to a problem, including those of routing, which rejects a media type before any handler runs, and names fields as they
    /// were sent.
    /// </summary>
    public static void Complete(ProblemDetailsContext context)
    {
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
            StatusCodes.Status401Unauthorized => "Sign in, or send a bearer token.",
            StatusCodes.Status403Forbidden => "You may not do this.",
            StatusCodes.Status413PayloadTooLarge => "The body is too large.",
            _ => null,
        };
        if (context.ProblemDetails is HttpValidationProblemDetails invalid)
        {
            FieldName.AsSent(invalid);
        }
    }

    // The framework's own messages expose parameter and type names of this program.
    private static Dictionary<string, string[]> Errors(BadHttpRequestException bad) =>
        bad.InnerException is JsonException json ? new() { [Field(json.Path)] = [Reason(json)] }
        : UnboundParameter().Match(bad.Message) is { Success: true } match
            ? new() { [match.Groups["name"].Value] = ["The value has the wrong type."] }
        : MissingParameter().Match(bad.Message) is { Success: true } missing
            ? new() { [missing.Groups["name"].Value] = ["The parameter is required."] }
        : new() { ["$"] = ["The request body must be a JSON object."] };

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from """)]
    private static partial Regex UnboundParameter();

    [GeneratedRegex("""^Required parameter "\S+ (?<name>\w+)" was not provided""")]
    private static partial Regex MissingParameter();

    /// <summary>Returns the field as the client wrote it: <c>$.known[2]</c> is <c>known[2]</c>, the body itself is <c>$</c>.</summary>
    private static string Field(string? path) =>
        path is null or "$" ? "$" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    // The serializer's own messages expose type names of this program.
    private static string Reason(JsonException json) =>
        json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "Unknown field."
        : json.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? "The value has the wrong type."
        : $"The JSON is malformed at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.";
}
