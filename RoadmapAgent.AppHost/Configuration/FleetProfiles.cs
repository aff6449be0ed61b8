using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>The named sets of default sizes, from the section <c>Profiles</c>.</summary>
internal static class FleetProfiles
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Profiles";

    private const string File = "appsettings.json";

    // Set by Aspire.
    private const string DirectoryKey = "AppHost:Directory";

    /// <summary>
    /// Reads the profiles in the AppHost's own settings, overridden by what is configured. The host itself reads settings from the working
    /// directory, which is the AppHost's only if it is started there.
    /// </summary>
    public static IReadOnlyList<IConfigurationSection> Of(IConfiguration configuration)
    {
        var own = new ConfigurationBuilder();
        if (configuration[DirectoryKey] is { } directory)
        {
            own.AddJsonFile(Path.Combine(directory, File), optional: true, reloadOnChange: false);
        }

        return [.. own.AddConfiguration(configuration).Build().GetSection(Section).GetChildren()];
    }
}
