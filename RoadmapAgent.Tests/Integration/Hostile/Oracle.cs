using System.Globalization;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Judges answers by the API's description.</summary>
/// <param name="description">The description.</param>
internal sealed class Oracle(ApiDescription description)
{
    // What the server in front of the routing may answer to bytes that are no request.
    private static readonly int[] OfServer = [400, 404, 405, 408, 411, 413, 414, 415, 417, 431];

    // What a middleware may answer before an operation is known.
    private static readonly int[] OfEverything = [400, 403, 404, 405, 413, 415, 429, 503];

    private static readonly string[] Internals =
    [
        "   at ", "Exception", "System.", "Npgsql", "RoadmapAgent.", "MassTransit", "SELECT ", "INSERT INTO", "UPDATE roadmap",
        "roadmap.roadmaps", "StackTrace",
        "SQLSTATE", "22P02", "42P01", "/home/", "/root/", ".cs:line",
    ];

    private readonly SchemaCheck _check = new(description);
    private readonly HashSet<int> _declared =
        [.. description.Operations().SelectMany(operation => operation.Answers.Keys), 200, 301, 302, 304, 404, 405, 206, 416, 412];

    /// <summary>Returns what is wrong with an answer, in words; nothing if it is right.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="secret">A text that no answer may contain.</param>
    public IEnumerable<string> Defects(HostileRequest request, RawAnswer answer, string secret)
    {
        if (answer.Status == 0)
        {
            // A connection is closed while the rest of a request that is too large is still on its way.
            return request.EndsEarly || !request.IsFramed || request.Kind.Contains("oversized", StringComparison.Ordinal)
                ? []
                : ["the connection was closed without an answer"];
        }

        // Every answer of the API itself has a policy for browsers.
        var isOfServer = !answer.Headers.ContainsKey("content-security-policy");
        return
        [
            .. Status(request, answer, isOfServer),
            .. answer.Status >= 400 && !isOfServer && !request.HasBodylessAnswer ? Problem(request, answer) : [],
            .. answer.Status < 400 && request.Operation is { } operation ? Body(operation, request, answer) : [],
            .. answer.Text.Contains(secret, StringComparison.OrdinalIgnoreCase) ? ["it contains a secret"] : (string[])[],
        ];
    }

    private IEnumerable<string> Status(HostileRequest request, RawAnswer answer, bool isOfServer)
    {
        var status = answer.Status;
        if (status >= 500 && (status != 503 || !answer.Headers.ContainsKey("retry-after")))
        {
            yield return $"{status}{(status == 503 ? " without Retry-After" : "")}";
        }
        else if (isOfServer ? !OfServer.Contains(status)
            : request.Operation is { } operation
                ? !operation.Answers.ContainsKey(status) && !(request.Expectation != Expectation.Allowed && OfServer.Contains(status))
            : !_declared.Contains(status) && !OfEverything.Contains(status))
        {
            yield return $"{status} is not declared";
        }

        if (request.Expectation == Expectation.Allowed && status is 400 or 413 or 415)
        {
            yield return $"{status}, although the request is valid";
        }

        if (request.Expectation == Expectation.Forbidden && status < 400)
        {
            yield return $"{status}, although the request is not valid";
        }
    }

    private IEnumerable<string> Problem(HostileRequest request, RawAnswer answer)
    {
        foreach (var internals in Internals.Where(text => answer.Text.Contains(text, StringComparison.Ordinal)))
        {
            yield return $"the problem contains '{internals}'";
        }

        if (answer.MediaType is not "application/problem+json")
        {
            // A browser that opens an address gets a page, and who does not accept JSON may get the status only.
            if (request.AcceptsJson)
            {
                yield return $"{answer.Status} without a problem ({answer.MediaType})";
            }

            yield break;
        }

        if (Parse(answer) is not { } problem)
        {
            yield return "the problem is not JSON";
            yield break;
        }

        if (!problem.TryGetProperty("status", out var status) || status.GetInt32() != answer.Status)
        {
            yield return "the problem has another status than the answer";
        }

        if (request.Operation?.Answers.GetValueOrDefault(answer.Status)?.GetValueOrDefault("application/problem+json") is { } schema)
        {
            foreach (var mismatch in _check.Mismatches(problem, schema))
            {
                yield return mismatch;
            }
        }

        if (answer.Status == 400 && request is { Expectation: Expectation.Forbidden, Field: { } field }
            && !(problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
                && errors.EnumerateObject().Any(error => error.Name.StartsWith(field, StringComparison.Ordinal))))
        {
            yield return $"the problem does not name '{field}'";
        }
    }

    private IEnumerable<string> Body(ApiOperation operation, HostileRequest request, RawAnswer answer)
    {
        if (!operation.Answers.TryGetValue(answer.Status, out var contents) || request.HasBodylessAnswer)
        {
            return [];
        }

        if (contents.Count == 0)
        {
            return answer.Body.Length == 0 ? [] : [$"{answer.Status} has a body"];
        }

        if (answer.MediaType is not { } type || !contents.TryGetValue(type, out var schema))
        {
            return [$"{answer.Status} is {answer.MediaType}, not {string.Join(" or ", contents.Keys)}"];
        }

        return type != "application/json" || schema is not { } expected ? []
            : Parse(answer) is { } body ? _check.Mismatches(body, expected).Take(3)
            : ["the answer is not JSON"];
    }

    private static JsonElement? Parse(RawAnswer answer)
    {
        try
        {
            return JsonElement.Parse(answer.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Words the time of an answer that came too late.</summary>
    public static string Late(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds:0} s");
}
