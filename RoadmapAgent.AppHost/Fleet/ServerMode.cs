namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Where PostgreSQL, PgBouncer and RabbitMQ come from.</summary>
public enum ServerMode
{
    /// <summary>Containers when a container runtime answers, processes otherwise.</summary>
    Auto,

    /// <summary>The official images.</summary>
    Containers,

    /// <summary>The programs installed on this machine, with data directories and ports of their own.</summary>
    Processes,

    /// <summary>
    /// A managed PostgreSQL with a transaction pooler of its own: <c>ConnectionStrings:roadmap</c> leads through it,
    /// <c>ConnectionStrings:roadmap-direct</c> around it. RabbitMQ still comes from this machine, unless <c>ConnectionStrings:messaging</c> is set.
    /// </summary>
    Hosted,
}
