namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A pool, the connections of one user to one database of the pooler (<c>SHOW POOLS</c>).</summary>
/// <param name="Database">The database, as clients name it.</param>
/// <param name="User">The user.</param>
/// <param name="ClientsActive">Clients that hold a server connection or do not currently need one.</param>
/// <param name="ClientsWaiting">Clients waiting for a server connection.</param>
/// <param name="ServersActive">Server connections in use.</param>
/// <param name="ServersIdle">Server connections ready for use.</param>
/// <param name="Servers">
/// All connections that occupy a slot on the server: in use, idle, being tested, being cancelled and logging in.
/// </param>
/// <param name="MaxWait">How long the longest-waiting client has been waiting.</param>
/// <param name="Mode">The pool mode, such as <c>transaction</c>.</param>
public sealed record PoolStatus(
    string Database,
    string User,
    long ClientsActive,
    long ClientsWaiting,
    long ServersActive,
    long ServersIdle,
    long Servers,
    TimeSpan MaxWait,
    string Mode);
