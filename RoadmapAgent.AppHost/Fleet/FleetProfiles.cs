using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The named sets of default sizes, from the section <c>Profiles</c>.</summary>
internal static class FleetProfiles
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Profiles";

    private const string File = "appsettings.json";

    /// <summary>
    /// Adds the AppHost's own profiles below everything that is configured. The host reads its settings from the working directory, which
    /// is the AppHost's only if it is started there.
    /// </summary>
    public static void AddProfiles(this IDistributedApplicationBuilder builder)
    {
        var profiles = Read(builder.AppHostDirectory).GetSection(Section).AsEnumerable();
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = profiles });
    }

    /// <summary>Reads the settings in the AppHost's directory.</summary>
    internal static IConfiguration Read(string directory) =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(directory, File), optional: true, reloadOnChange: false).Build();
}
