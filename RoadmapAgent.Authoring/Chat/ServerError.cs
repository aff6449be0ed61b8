using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>The error that an answer reports, wherever it is in the answer.</summary>
/// <param name="Code">Its code, or else its type; empty if there is neither.</param>
/// <param name="Message">The server's words.</param>
internal sealed record ServerError(string Code, string Message)
{
    /// <summary>Codes and types of OpenAI and compatible servers, with the HTTP status that each of them stands for.</summary>
    private static readonly Dictionary<string, int> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["invalid_api_key"] = 401,
        ["authentication_error"] = 401,
        ["insufficient_quota"] = 402,
        ["billing_error"] = 402,
        ["permission_error"] = 403,
        ["model_not_found"] = 404,
        ["not_found_error"] = 404,
        ["timeout"] = 408,
        ["context_length_exceeded"] = 400,
        ["content_filter"] = 400,
        ["content_policy_violation"] = 400,
        ["rate_limit_exceeded"] = 429,
        ["rate_limit_error"] = 429,
        ["overloaded_error"] = 503,
        ["server_error"] = 500,
    };

    private static readonly string[] ContentCodes = ["context_length_exceeded", "content_filter", "content_policy_violation"];

    /// <summary>Whether the contents of the request are the reason, so that no other form of it would be accepted.</summary>
    public bool IsAboutContent => ContentCodes.Contains(Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Parses the body of an answer; null if it is not JSON.</summary>
    public static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Finds the error in the body of an answer; null if there is none.</summary>
    public static ServerError? Read(string body) => In(Parse(body));

    /// <summary>Finds the error in the body of an answer; null if there is none.</summary>
    public static ServerError? In(JsonNode? body)
    {
        if (body is not JsonObject answer)
        {
            return null;
        }

        var choice = (answer["choices"] as JsonArray)?.FirstOrDefault() as JsonObject;
        return (answer["error"] ?? choice?["error"]) switch
        {
            JsonObject error => new(Word(error["code"]) ?? Word(error["type"]) ?? "", Word(error["message"]) ?? ""),
            JsonValue error => new("", Word(error) ?? ""),
            _ when Word(answer["object"]) == "error" =>
                new(Word(answer["code"]) ?? Word(answer["type"]) ?? "", Word(answer["message"]) ?? ""),
            _ when answer["detail"] is { } detail => new("", Word(detail) ?? detail.ToJsonString()),
            _ => null,
        };
    }

    /// <summary>The HTTP status of this error in an answer with another status.</summary>
    public int Status(int answered) =>
        Statuses.TryGetValue(Code, out var known) ? known
        : int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 400 and < 600 ? number
        : answered >= 400 ? answered
        : Code.StartsWith("invalid", StringComparison.OrdinalIgnoreCase) ? 400
        : 500;

    private static string? Word(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value => value.ToJsonString(),
        _ => null,
    };
}
