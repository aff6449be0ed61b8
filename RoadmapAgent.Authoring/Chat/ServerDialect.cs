using System.Text.Json.Nodes;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// What a server accepts of OpenAI's chat completions. Everything that it does not accept is expressed in another way.
/// </summary>
/// <param name="ResponseFormat">Whether it accepts a JSON schema for the answer; otherwise the schema is part of the prompt.</param>
/// <param name="SystemRole">Whether it accepts a system message; otherwise the instructions are part of the user's first message.</param>
/// <param name="TokenLimit">How it accepts the maximum number of tokens of an answer.</param>
internal sealed record ServerDialect(bool ResponseFormat, bool SystemRole = true, TokenLimit TokenLimit = TokenLimit.MaxCompletionTokens)
{
    private const string Format = "response_format";
    private const string Limit = "max_completion_tokens";

    private static readonly string[] FormatWords = [Format, "json_schema", "structured output", "guided", "grammar"];
    private static readonly string[] LimitWords = [Limit, "max_tokens"];
    private static readonly string[] RoleWords = ["system", "developer", "role"];

    /// <summary>Asks for an answer that matches a schema.</summary>
    public static string SchemaDemand(string schema) => $"Answer with one JSON object and nothing else. Its JSON schema:\n{schema}";

    /// <summary>Translates a request.</summary>
    /// <param name="request">A request in OpenAI's form; it is not changed.</param>
    public JsonObject Apply(JsonObject request)
    {
        var translated = request.DeepClone().AsObject();
        if (!ResponseFormat && translated.Remove(Format, out var format) && format?["json_schema"]?["schema"] is { } schema)
        {
            var instructions = Message(translated, "system") ?? Message(translated, "user")!;
            instructions["content"] = $"{Text(instructions)}\n{SchemaDemand(schema.ToJsonString())}";
        }

        if (!SystemRole && Message(translated, "system") is { } system && Message(translated, "user") is { } user)
        {
            user["content"] = $"{Text(system)}\n\n{Text(user)}";
            translated["messages"]!.AsArray().Remove(system);
        }

        if (TokenLimit != TokenLimit.MaxCompletionTokens
            && translated.Remove(Limit, out var limit) && limit is not null && TokenLimit == TokenLimit.MaxTokens)
        {
            translated["max_tokens"] = limit.DeepClone();
        }

        return translated;
    }

    /// <summary>
    /// Chooses the dialect to try after a rejected request: without what the rejection names or, if it names nothing, without what servers
    /// most often lack. Null if nothing is left to leave out.
    /// </summary>
    /// <param name="rejection">The body of the server's answer.</param>
    public ServerDialect? After(string rejection)
    {
        bool Names(string[] words) => words.Any(word => rejection.Contains(word, StringComparison.OrdinalIgnoreCase));

        return Names(FormatWords) && ResponseFormat ? WithoutFormat
            : Names(LimitWords) && TokenLimit != TokenLimit.None ? this with { TokenLimit = TokenLimit + 1 }
            : Names(RoleWords) && SystemRole ? WithoutSystemRole
            : ResponseFormat ? WithoutFormat
            : SystemRole ? WithoutSystemRole
            : TokenLimit == TokenLimit.MaxCompletionTokens ? this with { TokenLimit = TokenLimit.MaxTokens }
            : null;
    }

    private ServerDialect WithoutFormat => this with { ResponseFormat = false };

    private ServerDialect WithoutSystemRole => this with { SystemRole = false };

    private static JsonObject? Message(JsonObject request, string role) =>
        request["messages"]?.AsArray().FirstOrDefault(message => (string?)message?["role"] == role)?.AsObject();

    private static string Text(JsonObject message) => message["content"] is JsonArray parts
        ? string.Concat(parts.Select(part => (string?)part?["text"]))
        : (string?)message["content"] ?? "";
}
