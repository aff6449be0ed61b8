using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// The model that writes roadmaps, from the section <c>Author:Chat</c>: any server with OpenAI's chat completions, hosted or local. Without an
/// endpoint the built-in catalog writes. Limits are those of one process.
/// </summary>
public sealed class ChatAuthorOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Author:Chat";

    /// <summary>The key that decides whether a model writes.</summary>
    internal const string EndpointKey = $"{Section}:{nameof(Endpoint)}";

    // A message is three pieces, each asked for at most twice, and the broker takes it back after 30 minutes.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(4);

    /// <summary>The server's address up to, not including, <c>/chat/completions</c>, such as <c>http://localhost:11434/v1</c>; http or https.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name at that server.</summary>
    public string Model { get; set; } = "";

    /// <summary>The key, a secret. Empty, the default, where the server asks for none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Requests under way at once; 1 to 64. Default: 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Requests started within any minute; <see cref="Concurrency"/> to 10,000. Default: 60.</summary>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>
    /// How long the server may take for one answer, retries and the waiting it asks for included, waiting for our own limits not; 1 s to 4 min.
    /// Default: 2 min.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Tokens an answer may have, a model's reasoning included; 256 to 200,000. Default: 8,192.</summary>
    public int MaxOutputTokens { get; set; } = 8_192;

    /// <summary>
    /// Whether the server understands <c>response_format</c> with a JSON schema; where not, the schema is part of the prompt. Default: true.
    /// </summary>
    public bool StructuredOutput { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return Wrong(nameof(Endpoint), Endpoint?.OriginalString, "valid is an absolute http or https address, such as http://localhost:11434/v1");
        }
        else if (Endpoint.UserInfo.Length > 0 || Endpoint.Query.Length > 0 || Endpoint.Fragment.Length > 0)
        {
            yield return Wrong(nameof(Endpoint), Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), "and more than that; valid is an address without user, query and fragment, the key belongs to Author:Chat:ApiKey");
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return Wrong(nameof(Model), Model, "valid is the name of a model at that server");
        }

        if (ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return new($"{Section}:{nameof(ApiKey)} has {ApiKey.Length} characters, some of which no HTTP header carries; valid are visible ASCII characters without white space.", [nameof(ApiKey)]);
        }

        if (Concurrency is < 1 or > 64)
        {
            yield return Wrong(nameof(Concurrency), Concurrency, "valid are 1 to 64");
        }

        if (RequestsPerMinute < Concurrency || RequestsPerMinute > 10_000)
        {
            yield return Wrong(nameof(RequestsPerMinute), RequestsPerMinute, $"valid are {Section}:{nameof(Concurrency)} ({Concurrency}) to 10000");
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > LongestTimeout)
        {
            yield return Wrong(nameof(Timeout), Timeout, $"valid are 00:00:01 to {LongestTimeout}");
        }

        if (MaxOutputTokens is < 256 or > 200_000)
        {
            yield return Wrong(nameof(MaxOutputTokens), MaxOutputTokens, "valid are 256 to 200000");
        }
    }

    private static ValidationResult Wrong(string member, object? value, string valid) => new($"{Section}:{member} is '{value}'; {valid}.", [member]);
}
