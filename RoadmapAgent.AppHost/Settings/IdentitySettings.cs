using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Settings;

/// <summary>The section <c>Identity</c>, which is passed to the API: the OpenID Connect authority that authenticates users.</summary>
internal sealed class IdentitySettings : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Identity";

    /// <summary>The authority's address: https, or http on this machine. Default: null, local identities in Development.</summary>
    public Uri? Authority { get; init; }

    /// <summary>The client that the authority knows the pages as. Required with an authority.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The audience that bearer tokens must be issued for. Default: empty, no bearer tokens are accepted.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The claim that makes a user an operator. Default: <c>role</c>.</summary>
    public string OperatorClaim { get; init; } = "role";

    /// <summary>The value of <see cref="OperatorClaim"/> that makes a user an operator. Default: <c>operator</c>.</summary>
    public string OperatorValue { get; init; } = "operator";

    /// <summary>
    /// The names that users reach the API by, separated by semicolons. Default: empty, those of this machine in Development.
    /// </summary>
    public string AllowedHosts { get; init; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not null && !IsAddress(Authority))
        {
            yield return new(
                $"{Section}:{nameof(Authority)} must be an https address, or an http address of this machine, without user, query and "
                + "fragment, such as https://id.example.");
        }
        else if (Authority is not null && ClientId.Length == 0)
        {
            yield return new($"{Section}:{nameof(ClientId)} is required with {Section}:{nameof(Authority)}.");
        }
        else if (Authority is null && (ClientId.Length > 0 || Audience.Length > 0 || AllowedHosts.Length > 0))
        {
            yield return new(
                $"{Section}:{nameof(Authority)} is required with {Section}:{nameof(ClientId)}, {Section}:{nameof(Audience)} and "
                + $"{Section}:{nameof(AllowedHosts)}.");
        }
    }

    /// <summary>Reads and validates the settings.</summary>
    /// <exception cref="FleetException">One of them is invalid.</exception>
    internal static IdentitySettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<IdentitySettings>() ?? new();
        FleetException.ThrowIfAny(SettingRules.Broken(settings, Section));
        return settings;
    }

    private static bool IsAddress(Uri authority) =>
        authority is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
        && (authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback));
}
