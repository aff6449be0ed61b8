namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A database of the pooler and its effective limits (<c>SHOW DATABASES</c>).</summary>
/// <param name="Name">Its name, as clients know it.</param>
/// <param name="Host">The server; null for the console itself.</param>
/// <param name="Port">The server's port.</param>
/// <param name="Database">The database's name on the server.</param>
/// <param name="ForceUser">The user that every client becomes, if one is set.</param>
/// <param name="PoolSize">Server connections per user.</param>
/// <param name="Reserve">Additional server connections for clients that have waited too long.</param>
/// <param name="MaxConnections">The limit for the server connections of all users; 0 for no limit.</param>
/// <param name="CurrentConnections">The current number of server connections.</param>
/// <param name="IsPaused">Whether it is paused.</param>
/// <param name="IsDisabled">Whether it rejects clients.</param>
public sealed record DatabaseStatus(
    string Name,
    string? Host,
    long Port,
    string Database,
    string? ForceUser,
    long PoolSize,
    long Reserve,
    long MaxConnections,
    long CurrentConnections,
    bool IsPaused,
    bool IsDisabled);
