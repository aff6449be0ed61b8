using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>The predecessor's fleet on PostgreSQL with <c>max_connections=100</c>.</summary>
internal static class DrillFleet
{
    /// <summary>The services and how many processes each has.</summary>
    public static readonly IReadOnlyList<(string Name, int Replicas)> Services = [("api", 4), ("logs", 5), ("content", 9), ("workflow", 3)];

    /// <summary>How many processes the services have.</summary>
    public static int Processes => Services.Sum(service => service.Replicas);

    /// <summary>Starts it; returns before its resources are healthy.</summary>
    /// <param name="settings">Further settings of the AppHost.</param>
    /// <param name="configure">What the drill changes in every service.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="unused">Resources that are not started; none by default.</param>
    public static Task<BenchFleet> StartAsync(
        string[] settings,
        Action<IResourceBuilder<ProjectResource>> configure,
        CancellationToken cancellationToken,
        IReadOnlyList<string>? unused = null) =>
        BenchFleet.StartAsync([.. FleetKind.Seed.Settings, .. settings], configure, cancellationToken, unused);
}
