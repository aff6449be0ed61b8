using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceSettings;

/// <summary>
/// The language model that writes roadmaps, from the section <c>Author:Chat</c>: any server with OpenAI's chat completions, hosted or
/// local. Without an endpoint the built-in catalog is used. Limits apply per process.
/// </summary>
public sealed class ChatAuthorOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Author:Chat";

    /// <summary>The configuration key that enables the model.</summary>
    public const string EndpointKey = $"{Section}:{nameof(Endpoint)}";

    /// <summary>The server's http or https address without <c>/chat/completions</c>, such as <c>http://localhost:11434/v1</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name on that server.</summary>
    public string Model { get; set; } = "";

    /// <summary>The API key, a secret; empty if the server requires none. Default: empty.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Maximum number of concurrent requests; 1 to 64. Default: 4.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Maximum number of requests started within a minute; <see cref="Concurrency"/> to 10,000. Default: 60.</summary>
    [Range(1, 10_000)]
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>
    /// Timeout of one answer, including retries and the waits the server requests, but not the time spent waiting for the limits above; 1 s
    /// to 4 min. Default: 2 min.
    /// </summary>
    // A piece takes two requests at most, and the broker redelivers a message after 30 minutes, of which it may wait 20.
    [Range(typeof(TimeSpan), "00:00:01", "00:04:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Maximum number of tokens of an answer, including reasoning; 256 to 200,000. Default: 8,192.</summary>
    [Range(256, 200_000)]
    public int MaxOutputTokens { get; set; } = 8_192;

    /// <summary>
    /// Whether to try <c>response_format</c> with a JSON schema. A server that rejects it gets the schema as part of the prompt from then
    /// on; false saves that attempt, and is for servers that accept it and ignore it. Default: true.
    /// </summary>
    public bool StructuredOutput { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not null)
        {
            foreach (var problem in ValidateServer(Endpoint))
            {
                yield return problem;
            }
        }

        if (ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return new(
                $"{Section}:{nameof(ApiKey)} must contain only visible ASCII characters (was {ApiKey.Length} characters long).",
                [nameof(ApiKey)]);
        }

        if (RequestsPerMinute < Concurrency)
        {
            yield return Wrong(
                nameof(RequestsPerMinute), RequestsPerMinute, $"must be between {Section}:{nameof(Concurrency)} ({Concurrency}) and 10000");
        }
    }

    private IEnumerable<ValidationResult> ValidateServer(Uri endpoint)
    {
        if (endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            // What stands before an @ is a password.
            var text = endpoint.OriginalString;
            yield return Wrong(
                nameof(Endpoint),
                text[(text.LastIndexOf('@') + 1)..],
                "must be an absolute http or https address, such as http://localhost:11434/v1");
        }
        else if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            var address = endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            yield return new(
                $"{Section}:{nameof(Endpoint)} '{address}' must not have a user, query or fragment; "
                + $"set the key with {Section}:{nameof(ApiKey)}.",
                [nameof(Endpoint)]);
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return Wrong(nameof(Model), Model, $"must be the name of a model at {Section}:{nameof(Endpoint)}");
        }
    }

    private static ValidationResult Wrong(string member, object? value, string rule) =>
        new($"{Section}:{member} {rule} (was '{value}').", [member]);
}
