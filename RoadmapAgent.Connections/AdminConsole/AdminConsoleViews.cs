namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A pool: the connections of one user to one database of the pooler (<c>SHOW POOLS</c>).</summary>
/// <param name="Database">The database, as clients name it.</param>
/// <param name="User">The user.</param>
/// <param name="ClientsActive">Clients that have a server connection or want none at the moment.</param>
/// <param name="ClientsWaiting">Clients that wait for a server connection.</param>
/// <param name="ServersActive">Server connections in use.</param>
/// <param name="ServersIdle">Server connections ready for use.</param>
/// <param name="Servers">All connections that count at the server: in use, idle, being tested, being cancelled, and logging in.</param>
/// <param name="MaxWait">How long the client that waits longest has waited.</param>
/// <param name="Mode">When a server connection is given back, such as <c>transaction</c>.</param>
public sealed record PoolStatus(
    string Database, string User, long ClientsActive, long ClientsWaiting, long ServersActive, long ServersIdle, long Servers, TimeSpan MaxWait, string Mode);

/// <summary>What went through a database of the pooler since it started (<c>SHOW STATS</c>).</summary>
/// <param name="Database">The database, as clients name it.</param>
/// <param name="Transactions">Transactions.</param>
/// <param name="Queries">Queries.</param>
/// <param name="BytesReceived">Bytes from clients.</param>
/// <param name="BytesSent">Bytes to clients.</param>
/// <param name="TransactionTime">Time that server connections were in transactions.</param>
/// <param name="QueryTime">Time that server connections were executing.</param>
/// <param name="WaitTime">Time that clients waited for a server connection.</param>
public sealed record DatabaseTraffic(
    string Database, long Transactions, long Queries, long BytesReceived, long BytesSent, TimeSpan TransactionTime, TimeSpan QueryTime, TimeSpan WaitTime);

/// <summary>A database of the pooler and the limits in force (<c>SHOW DATABASES</c>).</summary>
/// <param name="Name">Its name, as clients know it.</param>
/// <param name="Host">The server; null for the console itself.</param>
/// <param name="Port">The server's port.</param>
/// <param name="Database">The database's name at the server.</param>
/// <param name="ForceUser">The user that every client becomes, if one is set.</param>
/// <param name="PoolSize">Server connections for a user.</param>
/// <param name="Reserve">Server connections beyond these when clients wait long.</param>
/// <param name="MaxConnections">Server connections of all users; 0 for no limit.</param>
/// <param name="CurrentConnections">Server connections at the moment.</param>
/// <param name="IsPaused">Whether it is paused.</param>
/// <param name="IsDisabled">Whether it accepts no clients.</param>
public sealed record DatabaseStatus(
    string Name, string? Host, long Port, string Database, string? ForceUser, long PoolSize, long Reserve, long MaxConnections, long CurrentConnections, bool IsPaused, bool IsDisabled);

/// <summary>A connection of a client or to a server (<c>SHOW CLIENTS</c>, <c>SHOW SERVERS</c>).</summary>
/// <param name="User">The user.</param>
/// <param name="Database">The database of the pooler.</param>
/// <param name="State">What it is doing, such as <c>active</c>, <c>idle</c> or <c>waiting</c>.</param>
/// <param name="Address">The other side's address, or <c>unix</c>.</param>
/// <param name="Port">The other side's port.</param>
/// <param name="Wait">How long it has waited.</param>
/// <param name="ApplicationName">What the client calls itself; null before 1.18.</param>
/// <param name="Tls">How it is encrypted; empty if it is not.</param>
public sealed record ConnectionStatus(string User, string Database, string State, string Address, long Port, TimeSpan Wait, string? ApplicationName, string Tls);
