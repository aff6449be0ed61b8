using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Identity;

/// <summary>The settings of the authority with the secret, which the AppHost has as a parameter.</summary>
internal sealed class IdentityOptions : IdentitySettings
{
    /// <summary>The client's secret; empty for a public client. Default: empty.</summary>
    public string ClientSecret { get; set; } = "";
}
