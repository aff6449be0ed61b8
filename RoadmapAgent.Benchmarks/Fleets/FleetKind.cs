namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>A fleet that measurements share.</summary>
/// <param name="Name">What it is called while it starts.</param>
/// <param name="Services">Whether its services run. Default: true; otherwise only its servers do, with the tables.</param>
/// <param name="Model">Whether a language model writes its roadmaps. Default: false, the catalog does.</param>
/// <param name="PgBouncer">The pooler's program. Default: null, the one that is installed.</param>
/// <param name="Settings">Settings of the AppHost.</param>
internal sealed record FleetKind(
    string Name, bool Services = true, bool Model = false, string? PgBouncer = null, params IReadOnlyList<string> Settings)
{
    /// <summary>Five processes, and a pooler that takes 10,000 clients more.</summary>
    public static readonly FleetKind Laptop = new(
        "Laptop", Settings: ["--Fleet:Profile=Laptop", "--Fleet:Pooler:MaxClientConnections=12000"]);

    /// <summary>The predecessor's 21 processes.</summary>
    public static readonly FleetKind Seed = new("Seed", Settings: "--Fleet:Profile=Seed");

    /// <summary>Five processes whose roadmaps a language model writes.</summary>
    public static readonly FleetKind WithModel = new(
        "Laptop with a model server",
        Model: true,
        Settings: [
            "--Fleet:Profile=Laptop",
            "--Author:Chat:Model=bench",
            $"--Author:Chat:Concurrency={ModelServer.Concurrency}",
            "--Author:Chat:RequestsPerMinute=10000",
        ]);

    /// <summary>PostgreSQL, the broker and the pooler with the <c>Seed</c> shares; nothing uses them.</summary>
    public static readonly FleetKind Servers = new("servers only", Services: false, Settings: "--Fleet:Profile=Seed");
}
