using System.Security.Cryptography;
using System.Text;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Common configuration of the fleet's server containers.</summary>
internal static class ServerContainerExtensions
{
    // The runtime doubles the delay before every attempt, so it gives up after about two minutes, and the failure becomes visible.
    private const string RestartPolicy = "--restart=on-failure:10";

    /// <summary>
    /// Lets the container runtime restart a server that has died. The orchestrator notices, and its proxy forwards to the new port. A
    /// server that is stopped deliberately stays stopped.
    /// </summary>
    public static IResourceBuilder<T> RestartedOnFailure<T>(this IResourceBuilder<T> server) where T : ContainerResource =>
        server.WithContainerRuntimeArgs(RestartPolicy);

    /// <summary>
    /// Returns the name of the volume for a server's data. As with processes, every configured data directory has separate data. Null for
    /// the default directory, which means Aspire's default name.
    /// </summary>
    public static string? DataVolumeOf(this FleetOptions options, string server)
    {
        if (options.DataDirectory == Hosting.LocalServers.DataDirectory.Default)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(options.DataDirectory)));
        return $"roadmap-agent-{Convert.ToHexStringLower(hash)[..10]}-{server}-data";
    }
}
