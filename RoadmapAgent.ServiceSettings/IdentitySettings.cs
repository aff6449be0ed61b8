using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceSettings;

/// <summary>The section <c>Identity</c>: the OpenID Connect authority that authenticates users.</summary>
public class IdentitySettings : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Identity";

    /// <summary>
    /// The authority's address: https, or http on this machine. Its metadata is at <c>/.well-known/openid-configuration</c> below it.
    /// Required outside Development. Default: null, local identities.
    /// </summary>
    public Uri? Authority { get; set; }

    /// <summary>The client that the authority knows the pages as. Required with an authority.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The audience that bearer tokens must be issued for. Default: empty, no bearer tokens are accepted.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The claim that makes a user an operator. Default: <c>role</c>.</summary>
    public string OperatorClaim { get; set; } = "role";

    /// <summary>The value of <see cref="OperatorClaim"/> that makes a user an operator. Default: <c>operator</c>.</summary>
    public string OperatorValue { get; set; } = "operator";

    /// <summary>
    /// The names that users reach the API by, separated by semicolons and without ports, such as
    /// <c>roadmaps.example;*.roadmaps.example</c>; <c>*</c> for any. Required outside Development. Default in Development: empty, the names
    /// of this machine.
    /// </summary>
    public string AllowedHosts { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new HostNames(AllowedHosts).Invalid.FirstOrDefault() is { } invalid)
        {
            yield return new(
                $"{Section}:{nameof(AllowedHosts)} must be names without scheme and port, separated by semicolons, such as "
                + $"roadmaps.example;*.roadmaps.example (was '{invalid}').",
                [nameof(AllowedHosts)]);
        }

        if (Authority is null)
        {
            yield break;
        }

        if (!IsAddress(Authority))
        {
            yield return new(
                $"{Section}:{nameof(Authority)} must be an https address, or an http address of this machine, without user, query and "
                + "fragment, such as https://id.example.",
                [nameof(Authority)]);
        }
        else if (ClientId.Length == 0)
        {
            yield return new($"{Section}:{nameof(ClientId)} is required with {Section}:{nameof(Authority)}.", [nameof(ClientId)]);
        }
    }

    private static bool IsAddress(Uri authority) =>
        authority is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
        && (authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback));
}
