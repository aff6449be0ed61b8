using Microsoft.Extensions.Configuration;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>
/// Reads the settings that the AppHost passes to services, and checks them by the rules of the services, so that a wrong value is refused
/// before anything starts.
/// </summary>
internal static class PassedSettings
{
    /// <summary>Reads and validates settings.</summary>
    /// <param name="configuration">The AppHost's configuration.</param>
    /// <param name="section">The configuration section.</param>
    /// <exception cref="FleetException">One of them is invalid.</exception>
    public static T Read<T>(IConfiguration configuration, string section) where T : class, new()
    {
        var settings = configuration.GetSection(section).Get<T>() ?? new();
        FleetException.ThrowIfAny(SettingRules.Broken(settings, section));
        return settings;
    }

    /// <summary>Reads and validates the settings of the authority. Without an authority there is nothing to pass.</summary>
    /// <param name="configuration">The AppHost's configuration.</param>
    /// <exception cref="FleetException">One of them is invalid, or would be ignored.</exception>
    public static IdentitySettings ReadIdentity(IConfiguration configuration)
    {
        var identity = Read<IdentitySettings>(configuration, IdentitySettings.Section);
        return identity is { Authority: not null } or { ClientId: "", Audience: "", AllowedHosts: "" }
            ? identity
            : throw new FleetException(
                $"{IdentitySettings.Section}:{nameof(IdentitySettings.Authority)} is required with "
                + $"{IdentitySettings.Section}:{nameof(IdentitySettings.ClientId)}, "
                + $"{IdentitySettings.Section}:{nameof(IdentitySettings.Audience)} and "
                + $"{IdentitySettings.Section}:{nameof(IdentitySettings.AllowedHosts)}.");
    }
}
