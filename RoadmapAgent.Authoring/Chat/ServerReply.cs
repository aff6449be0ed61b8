using System.Text.Json.Nodes;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>A server's answer in OpenAI's form. An error is one by its code, also in an answer whose status says success.</summary>
/// <param name="Status">The HTTP status that matches the answer.</param>
/// <param name="Body">The body.</param>
internal sealed record ServerReply(int Status, string Body)
{
    private static readonly string[] FinishReasons = ["stop", "length", "content_filter", "tool_calls", "function_call"];

    /// <summary>Whether the server did not accept the form of the request.</summary>
    public bool IsRejection => Status is 400 or 422 && ServerError.Read(Body) is not { IsAboutContent: true };

    /// <summary>Reads an answer.</summary>
    public static ServerReply Read(int status, string body)
    {
        if (ServerError.Parse(body) is not JsonObject reply)
        {
            return new(status, body);
        }

        var choice = (reply["choices"] as JsonArray)?.FirstOrDefault() as JsonObject;
        if (ServerError.In(reply) is { } error && (status >= 400 || Answer(choice) is null))
        {
            return new(error.Status(status), body);
        }

        if (choice is not null && status < 400)
        {
            Normalize(choice);
            return new(status, reply.ToJsonString());
        }

        return new(status, body);
    }

    /// <summary>Completes a choice with everything that OpenAI's client requires.</summary>
    private static void Normalize(JsonObject choice)
    {
        var message = choice["message"] as JsonObject ?? [];
        var answer = Answer(choice);
        if (message["tool_calls"] is not JsonArray { Count: > 0 } || !string.IsNullOrEmpty(answer))
        {
            message.Remove("tool_calls");
            message["content"] = answer ?? "";
        }

        message["role"] = "assistant";
        if (message.Parent is null)
        {
            choice["message"] = message;
        }

        choice["index"] = 0;
        if (!FinishReasons.Contains(Text(choice["finish_reason"])))
        {
            choice["finish_reason"] = "stop";
        }
    }

    /// <summary>
    /// The text of an answer: as parts, as text, as a former completion, or among the reasoning of servers that do not tell them apart.
    /// </summary>
    private static string? Answer(JsonObject? choice)
    {
        var message = choice?["message"] as JsonObject;
        string?[] places =
        [
            message?["content"] is JsonArray parts
                ? string.Concat(parts.Select(part => Text((part as JsonObject)?["text"])))
                : Text(message?["content"]),
            Text(choice?["text"]),
            Text(message?["reasoning_content"]),
            Text(message?["reasoning"]),
        ];
        return places.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
