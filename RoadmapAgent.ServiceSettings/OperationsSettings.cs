using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceSettings;

/// <summary>The section <c>Operations</c>: what operators are told.</summary>
public class OperationsSettings : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>The http or https address that changes of the findings are posted to, a secret. Default: null, none.</summary>
    public Uri? Webhook { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Webhook is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" }))
        {
            // The value is not repeated: the addresses of many services are secrets.
            yield return new(
                $"{Section}:{nameof(Webhook)} must be an absolute http or https URI without a user name and a password.",
                [nameof(Webhook)]);
        }
    }
}
