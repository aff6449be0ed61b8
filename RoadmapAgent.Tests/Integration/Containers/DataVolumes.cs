using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Containers;

/// <summary>The data volumes of the fleet with a given data directory.</summary>
internal static class DataVolumes
{
    public static IReadOnlyList<string> Of(string dataDirectory)
    {
        var options = new FleetOptions { DataDirectory = dataDirectory };
        return [options.DataVolumeOf("messaging")!, options.DataVolumeOf("postgres")!];
    }

    /// <summary>Removes the volumes as soon as no container uses them.</summary>
    public static Task RemoveAsync(string dataDirectory, TimeSpan patience)
    {
        var volumes = Of(dataDirectory);
        return Eventually.TrueAsync(patience, () => $"some of the volumes {string.Join(", ", volumes)} are still there", async () =>
        {
            await ContainerEngine.TryAsync(["volume", "rm", .. volumes]);
            return !(await ContainerEngine.LinesAsync("volume", "ls", "--quiet")).Intersect(volumes).Any();
        });
    }
}
