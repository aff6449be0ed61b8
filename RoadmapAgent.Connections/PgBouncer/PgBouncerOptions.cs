namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>
/// The tunable settings of a PgBouncer in transaction mode. The defaults suit a fleet of services with connection pools of their own, and
/// differ from PgBouncer's defaults only where those are harmful to such a fleet.
/// </summary>
public sealed record PgBouncerOptions
{
    /// <summary>
    /// The maximum number of client connections (<c>max_client_conn</c>), 1 to 100,000. Default: 1000. Further clients are refused with
    /// SQLSTATE 08P01. PgBouncer's own default of 100 is too low even for a fleet of modest size.
    /// </summary>
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>
    /// How long a client waits for a server connection before it is refused (<c>query_wait_timeout</c>). Default: 15 s. Keep it below the
    /// clients' command timeout, so that they get a clear error instead of a timeout that makes the driver discard connections.
    /// </summary>
    public TimeSpan QueryWaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long PgBouncer waits after a failed login to the server before it tries again (<c>server_login_retry</c>). New clients are
    /// refused during that time. Default: 1 s; must be shorter than <see cref="QueryWaitTimeout"/>.
    /// </summary>
    public TimeSpan ServerLoginRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long connecting and logging in to the server may take (<c>server_connect_timeout</c>). Default: 5 s; must be shorter than
    /// <see cref="QueryWaitTimeout"/>, because a pool opens one connection at a time.
    /// </summary>
    public TimeSpan ServerConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The idle time after which a server connection is closed (<c>server_idle_timeout</c>). Default: 5 minutes.</summary>
    public TimeSpan ServerIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The age at which an idle server connection is closed (<c>server_lifetime</c>). Default: 1 hour.</summary>
    public TimeSpan ServerLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The time limit for the login of a client (<c>client_login_timeout</c>). Default: 15 s.</summary>
    public TimeSpan ClientLoginTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a client may stay idle in a transaction (<c>idle_transaction_timeout</c>), which blocks a server connection for all other
    /// clients. Default: 1 minute.
    /// </summary>
    public TimeSpan IdleTransactionTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Prepared statements kept per server connection (<c>max_prepared_statements</c>), 0 (none) to 10,000. Default: 200. Omitted for
    /// versions before 1.21, which do not support prepared statements in transaction mode.
    /// </summary>
    public int MaxPreparedStatements { get; init; } = 200;

    /// <summary>Encryption between clients and PgBouncer. Default: none.</summary>
    public PgBouncerTls ClientTls { get; init; } = new(PgBouncerTlsMode.Disable);

    /// <summary>Encryption between PgBouncer and the server. Default: if the server offers it.</summary>
    public PgBouncerTls ServerTls { get; init; } = new(PgBouncerTlsMode.Prefer);

    /// <summary>
    /// Computes the open files that PgBouncer needs: one per client, two per server connection (a cancel request opens another one), and
    /// some of its own.
    /// </summary>
    /// <param name="serverConnections">The maximum number of server connections of all databases together.</param>
    public long OpenFiles(long serverConnections) => MaxClientConnections + 2 * serverConnections + 64;

    /// <summary>
    /// Computes the open files that PgBouncer itself expects and reports in its log. It ignores the limit per database and assumes a full
    /// pool for every user of every database. That is more than it can need, so a lower limit is no reason to refuse to start, but a limit
    /// that can be chosen should not be lower.
    /// </summary>
    /// <param name="poolSizes">The sum of the pool sizes of all databases.</param>
    /// <param name="users">The number of users.</param>
    public long ExpectedFiles(long poolSizes, int users)
    {
        // https://github.com/pgbouncer/pgbouncer/blob/pgbouncer_1_25_2/src/main.c, check_limits
        const int InCase = 10;
        const int ConsolePool = 2;
        const int ConsoleUsers = 1;
        return MaxClientConnections + InCase + ConsolePool + poolSizes * (users + ConsoleUsers);
    }
}
