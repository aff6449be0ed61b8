namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>
/// A database as PgBouncer's clients see it: an alias with a fixed share of the server's connections, regardless of the user.
/// </summary>
/// <param name="Alias">
/// The name clients connect to: 1 to 63 characters from A–Z, a–z, 0–9, <c>_</c>, <c>.</c> and <c>-</c>, and not <c>pgbouncer</c>, which is
/// the console.
/// </param>
/// <param name="Host">The server: a host name, an address, or the directory of its Unix socket.</param>
/// <param name="Port">The server's port, 1 to 65,535.</param>
/// <param name="Database">The database's name on the server.</param>
/// <param name="PoolSize">Server connections for the alias, 1 to 10,000.</param>
/// <param name="Reserve">Additional server connections for clients that have waited five seconds, 0 to 10,000. Default: 0.</param>
public sealed record PgBouncerDatabase(string Alias, string Host, int Port, string Database, int PoolSize, int Reserve = 0)
{
    /// <summary>
    /// The only user who may log in to the alias, and so the only one who can use its share; one of the configuration's users. Default:
    /// null, any of them.
    /// </summary>
    public string? User { get; init; }

    /// <summary>The maximum number of server connections of the alias.</summary>
    public int MaxConnections => PoolSize + Reserve;
}
