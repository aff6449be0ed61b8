using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// The language model that writes roadmaps, from the section <c>Author:Chat</c>: any server with OpenAI's chat completions, hosted or
/// local. Without an endpoint the built-in catalog is used. Limits apply per process.
/// </summary>
public sealed class ChatAuthorOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Author:Chat";

    /// <summary>The configuration key that enables the model.</summary>
    internal const string EndpointKey = $"{Section}:{nameof(Endpoint)}";

    // A message consists of three pieces with at most two requests each, and the broker redelivers it after 30 minutes.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(4);

    /// <summary>The server's http or https address without <c>/chat/completions</c>, such as <c>http://localhost:11434/v1</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name on that server.</summary>
    public string Model { get; set; } = "";

    /// <summary>The API key, a secret; empty if the server requires none. Default: empty.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Maximum number of concurrent requests; 1 to 64. Default: 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Maximum number of requests started within a minute; <see cref="Concurrency"/> to 10,000. Default: 60.</summary>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>
    /// Timeout of one answer, including retries and the waits the server requests, but not the time spent waiting for the limits above; 1 s
    /// to 4 min. Default: 2 min.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Maximum number of tokens of an answer, including reasoning; 256 to 200,000. Default: 8,192.</summary>
    public int MaxOutputTokens { get; set; } = 8_192;

    /// <summary>
    /// Whether to try <c>response_format</c> with a JSON schema. A server that rejects it gets the schema as part of the prompt from then
    /// on; false saves that attempt, and is for servers that accept it and ignore it. Default: true.
    /// </summary>
    public bool StructuredOutput { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return Wrong(
                nameof(Endpoint), Endpoint?.OriginalString, "must be an absolute http or https address, such as http://localhost:11434/v1");
        }
        else if (Endpoint.UserInfo.Length > 0 || Endpoint.Query.Length > 0 || Endpoint.Fragment.Length > 0)
        {
            var address = Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            yield return new(
                $"{Section}:{nameof(Endpoint)} '{address}' must not have a user, query or fragment; "
                + $"set the key with {Section}:{nameof(ApiKey)}.",
                [nameof(Endpoint)]);
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return Wrong(nameof(Model), Model, "must be the name of a model on that server");
        }

        if (ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return new(
                $"{Section}:{nameof(ApiKey)} must contain only visible ASCII characters (was {ApiKey.Length} characters long).",
                [nameof(ApiKey)]);
        }

        if (Concurrency is < 1 or > 64)
        {
            yield return Wrong(nameof(Concurrency), Concurrency, "must be between 1 and 64");
        }

        if (RequestsPerMinute < Concurrency || RequestsPerMinute > 10_000)
        {
            yield return Wrong(
                nameof(RequestsPerMinute), RequestsPerMinute, $"must be between {Section}:{nameof(Concurrency)} ({Concurrency}) and 10000");
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > LongestTimeout)
        {
            yield return Wrong(nameof(Timeout), Timeout, $"must be between 00:00:01 and {LongestTimeout}");
        }

        if (MaxOutputTokens is < 256 or > 200_000)
        {
            yield return Wrong(nameof(MaxOutputTokens), MaxOutputTokens, "must be between 256 and 200000");
        }
    }

    private static ValidationResult Wrong(string member, object? value, string rule) =>
        new($"{Section}:{member} {rule} (was '{value}').", [member]);
}
