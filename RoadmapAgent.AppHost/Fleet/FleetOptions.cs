using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The fleet's shape and sizes, from the configuration section <c>Fleet</c>; what is not set comes from the profile.</summary>
public sealed class FleetOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Fleet";

    /// <summary>Which sizes to start from. Default: <see cref="FleetProfile.Laptop"/>.</summary>
    public FleetProfile Profile { get; set; }

    /// <summary>How services reach PostgreSQL. Default: <see cref="Topology.Pooled"/>.</summary>
    public Topology Topology { get; set; }

    /// <summary>Where the servers come from. Default: <see cref="ServerMode.Auto"/>.</summary>
    public ServerMode Servers { get; set; }

    /// <summary>Where pool sizes and shares come from. Default: <see cref="Sizing.Declared"/>.</summary>
    public Sizing Sizing { get; set; }

    /// <summary>Connections of PostgreSQL that the planner leaves unused beyond the reserves. Default: 0.</summary>
    [Range(0, 10_000)]
    public int MinimumHeadroom { get; set; }

    /// <summary>
    /// How many replicas a rolling deployment runs besides the declared ones, as a share of them. Default: 1, old and new side by side.
    /// </summary>
    [Range(0, 10)]
    public double Surge { get; set; } = 1;

    /// <summary>
    /// Where local server processes keep their data; for containers another directory means volumes of its own. Default: below the user's
    /// local data; below <c>/var/lib</c> when started as root.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = RoadmapAgent.Hosting.LocalServers.DataDirectory.Default;

    /// <summary>The PostgreSQL server.</summary>
    public PostgresSizes Postgres { get; } = new();

    /// <summary>The pooler.</summary>
    public PoolerSizes Pooler { get; } = new();

    /// <summary>Who uses the operations reserve.</summary>
    public OperationsSizes Operations { get; } = new();

    /// <summary>The services by resource name.</summary>
    public Dictionary<string, ServiceSizes> Services { get; } = [];
}
