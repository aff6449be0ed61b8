namespace RoadmapAgent.AppHost.Configuration;

/// <summary>How PostgreSQL, PgBouncer and RabbitMQ run.</summary>
public enum ServerMode
{
    /// <summary>Containers if a container runtime answers, otherwise processes.</summary>
    Auto,

    /// <summary>Containers of the official images.</summary>
    Containers,

    /// <summary>Processes of the programs installed on this machine, with their own data directories and ports.</summary>
    Processes,

    /// <summary>
    /// A managed PostgreSQL with its own transaction pooler: <c>ConnectionStrings:roadmap</c> connects through it,
    /// <c>ConnectionStrings:roadmap-direct</c> bypasses it. RabbitMQ still runs locally, unless <c>ConnectionStrings:messaging</c> is set.
    /// </summary>
    Hosted,
}
