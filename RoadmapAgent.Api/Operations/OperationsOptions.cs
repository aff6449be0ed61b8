using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Api.Operations;

/// <summary>Settings of the operators' endpoints; set by the AppHost.</summary>
internal sealed class OperationsOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>The declared fleet as JSON, Base64-encoded in the configuration; empty if none is declared.</summary>
    public byte[] Fleet { get; set; } = [];

    /// <summary>The prefix of the services' roles; empty for a hosted database, where all services share one role.</summary>
    public string RolePrefix { get; set; } = "";

    /// <summary>The key by which machines are operators; if it is empty, none is.</summary>
    public string Key { get; set; } = "";

    /// <summary>The file with the shares of a pooler whose shares are elastic; empty if they are fixed.</summary>
    public string SharesFile { get; set; } = "";

    /// <summary>The declared fleet.</summary>
    public FleetDescription? Declared => Fleet.Length == 0 ? null : JsonSerializer.Deserialize<FleetDescription>(Fleet);

    /// <summary>Where changes of the findings are posted to: an http or https URI; empty for nowhere. It may contain a secret.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>The webhook's address; null for none.</summary>
    public Uri? WebhookAddress => Uri.TryCreate(Webhook, UriKind.Absolute, out var uri) ? uri : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The value is not repeated: the addresses of many services are secrets.
        if (Webhook.Length > 0
            && (WebhookAddress is not { } uri
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
                || uri.UserInfo.Length > 0))
        {
            yield return new(
                "Operations:Webhook must be an absolute http or https URI without a user name and a password.", [nameof(Webhook)]);
        }
    }
}
