using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Settings;

/// <summary>The section <c>Operations</c>, as far as it is set at the AppHost.</summary>
internal sealed class OperationsSettings : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>The address that changes of the findings are posted to, a secret. Default: null, none.</summary>
    public Uri? Webhook { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Webhook is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" }))
        {
            // The value may be a secret.
            yield return new($"{Section}:{nameof(Webhook)} must be an absolute http or https URI without a user name and a password.");
        }
    }

    /// <summary>Reads and validates the settings.</summary>
    /// <exception cref="FleetException">One of them is invalid.</exception>
    internal static OperationsSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<OperationsSettings>() ?? new();
        FleetException.ThrowIfAny(SettingRules.Broken(settings, Section));
        return settings;
    }
}
