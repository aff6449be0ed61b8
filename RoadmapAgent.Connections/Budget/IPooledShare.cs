namespace RoadmapAgent.Connections.Budget;

/// <summary>
/// A share of a server's connections that a pooler keeps for those who connect to one of its databases. A hosting integration implements
/// it on the resource that services refer to, so that a budget can count with it.
/// </summary>
public interface IPooledShare
{
    /// <summary>The resource name of the PostgreSQL server.</summary>
    string Server { get; }

    /// <summary>The maximum number of server connections, 1 to 10,000.</summary>
    int PoolSize { get; }

    /// <summary>Additional server connections for clients that have waited too long, 0 to 10,000.</summary>
    int Reserve { get; }

    /// <summary>The clients that the whole pooler accepts, 1 to 100,000.</summary>
    int MaxClientConnections { get; }
}
