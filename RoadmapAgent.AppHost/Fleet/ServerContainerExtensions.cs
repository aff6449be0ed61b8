using System.Security.Cryptography;
using System.Text;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What the fleet's servers have in common when they are containers.</summary>
internal static class ServerContainerExtensions
{
    // The runtime waits twice as long before every attempt, so the last one comes after two minutes. What fails then, somebody has to see.
    private const string RestartPolicy = "--restart=on-failure:10";

    /// <summary>
    /// Lets the container runtime start a server again that has died. The orchestrator notices, and its proxy leads to the new port. What
    /// is stopped on purpose stays stopped.
    /// </summary>
    public static IResourceBuilder<T> RestartedOnFailure<T>(this IResourceBuilder<T> server) where T : ContainerResource =>
        server.WithContainerRuntimeArgs(RestartPolicy);

    /// <summary>
    /// The volume for a server's data: of its own for every data directory that somebody sets, as processes would have; null, Aspire's own
    /// name, for the default.
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
