using System.Text;
using Microsoft.Net.Http.Headers;

namespace RoadmapAgent.Api.Problems;

/// <summary>
/// Refuses text that no handler can use: NUL, which PostgreSQL cannot store, and character sets that do not exist. The framework takes the
/// quotes around the name of a character set for a part of it, so they are removed.
/// </summary>
internal static class UnreadableText
{
    private const string NoNul = "The character NUL is not allowed.";

    /// <summary>Refuses requests with such text in the path, the query or the content type.</summary>
    public static void UseUnreadableTextProblems(this WebApplication app) => app.Use((context, next) =>
        Check(context.Request)?.ExecuteAsync(context) ?? next(context));

    private static IResult? Check(HttpRequest request) =>
        HasNul(request.Path.Value) ? Problem.Invalid("path", NoNul)
        : request.Query.FirstOrDefault(parameter => HasNul(parameter.Key) || parameter.Value.Any(HasNul)).Key is { } name
            ? Problem.Invalid(HasNul(name) ? "query" : name, NoNul)
        : IsUnknownCharset(request) ? TypedResults.Problem(
            "The character set of Content-Type is unknown. Send the body as application/json in UTF-8.",
            statusCode: StatusCodes.Status415UnsupportedMediaType)
        : null;

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    private static bool IsUnknownCharset(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
        {
            return false;
        }

        try
        {
            var charset = HeaderUtilities.RemoveQuotes(type.Charset);
            Encoding.GetEncoding(charset.ToString());
            if (charset != type.Charset)
            {
                type.Charset = charset;
                request.ContentType = type.ToString();
            }

            return false;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return true;
        }
    }
}
