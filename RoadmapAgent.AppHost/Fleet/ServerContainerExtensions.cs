using System.Security.Cryptography;
using System.Text;
using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Common configuration of the fleet's server containers.</summary>
public static class ServerContainerExtensions
{
    // The runtime doubles the delay before every attempt, so it gives up after about two minutes, and the failure becomes visible.
    private const string RestartPolicy = "--restart=on-failure:10";

    /// <summary>
    /// Lets the container runtime restart a server that has died. The orchestrator notices, and its proxy forwards to the new port. A
    /// server that is stopped deliberately stays stopped.
    /// </summary>
    public static IResourceBuilder<T> RestartedOnFailure<T>(this IResourceBuilder<T> server) where T : ContainerResource =>
        server.WithContainerRuntimeArgs(RestartPolicy);

    /// <summary>Keeps the server's data in a volume, and lets the container runtime restart it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="fleet">The fleet.</param>
    public static IResourceBuilder<PostgresServerResource> WithFleetData(
        this IResourceBuilder<PostgresServerResource> server, FleetOptions fleet) =>
        server.WithDataVolume(VolumeOf(server, fleet)).RestartedOnFailure();

    /// <inheritdoc cref="WithFleetData(IResourceBuilder{PostgresServerResource}, FleetOptions)"/>
    public static IResourceBuilder<RabbitMQServerResource> WithFleetData(
        this IResourceBuilder<RabbitMQServerResource> server, FleetOptions fleet) =>
        // RabbitMQ stores its data under its node name, which defaults to the name of its container.
        server.WithDataVolume(VolumeOf(server, fleet))
            .WithEnvironment("RABBITMQ_NODENAME", $"{server.Resource.Name}@localhost")
            .RestartedOnFailure();

    /// <summary>
    /// Returns the name of the volume for a server's data. As with processes, every configured data directory has separate data. Null for
    /// the default directory, which means Aspire's default name.
    /// </summary>
    internal static string? DataVolumeOf(this FleetOptions options, string server)
    {
        if (options.DataDirectory == FleetOptions.DefaultDataDirectory)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(options.DataDirectory)));
        return $"roadmap-agent-{Convert.ToHexStringLower(hash)[..10]}-{server}-data";
    }

    // A local directory has no meaning in a deployment.
    private static string? VolumeOf<T>(IResourceBuilder<T> server, FleetOptions fleet) where T : IResource =>
        server.ApplicationBuilder.ExecutionContext.IsRunMode ? fleet.DataVolumeOf(server.Resource.Name) : null;
}
