using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The topology and sizes of the fleet, from the configuration section <c>Fleet</c>; the profile provides the defaults.</summary>
public sealed class FleetOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Fleet";

    /// <summary>The profile that provides the default sizes. Default: <see cref="FleetProfile.Laptop"/>.</summary>
    public FleetProfile Profile { get; set; }

    /// <summary>How services reach PostgreSQL. Default: <see cref="Topology.Pooled"/>.</summary>
    public Topology Topology { get; set; }

    /// <summary>How the servers run. Default: <see cref="ServerMode.Auto"/>.</summary>
    public ServerMode Servers { get; set; }

    /// <summary>The source of pool sizes and shares. Default: <see cref="Sizing.Declared"/>.</summary>
    public Sizing Sizing { get; set; }

    /// <summary>PostgreSQL connections that the planner leaves unused in addition to the reserves, 0 to 10,000. Default: 0.</summary>
    [Range(0, 10_000)]
    public int MinimumHeadroom { get; set; }

    /// <summary>
    /// The additional replicas during a rolling deployment, as a fraction of the declared ones, 0 to 10. Default: 1, which means that old
    /// and new replicas run side by side.
    /// </summary>
    [Range(0, 10)]
    public double Surge { get; set; } = 1;

    /// <summary>
    /// The data directory of local server processes; containers get separate volumes for every directory that is set. Default: below the
    /// user's local data, or below <c>/var/lib</c> if started as root.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = RoadmapAgent.Hosting.LocalServers.DataDirectory.Default;

    /// <summary>The PostgreSQL server.</summary>
    public PostgresSizes Postgres { get; } = new();

    /// <summary>The pooler.</summary>
    public PoolerSizes Pooler { get; } = new();

    /// <summary>The users of the operations reserve.</summary>
    public OperationsSizes Operations { get; } = new();

    /// <summary>The services by resource name.</summary>
    public Dictionary<string, ServiceSizes> Services { get; } = [];
}
