namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>
/// What can be tuned on a PgBouncer in transaction mode. Every default is meant for a fleet of services with connection pools of their own;
/// where PgBouncer's default differs, it is the one that hurts there.
/// </summary>
public sealed record PgBouncerOptions
{
    /// <summary>
    /// Clients that may be connected at once (<c>max_client_conn</c>), 1 to 100,000. Default: 1000. More are refused with SQLSTATE 08P01.
    /// PgBouncer's own default of 100 is less than a fleet of modest size opens.
    /// </summary>
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>
    /// How long a client waits for a server connection before it is refused (<c>query_wait_timeout</c>). Default: 15 s. Keep it below the
    /// clients' command timeout, so that they get a clear refusal and not a time-out that makes the driver throw its pool away.
    /// </summary>
    public TimeSpan QueryWaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long after a failed login to the server new clients are refused at once (<c>server_login_retry</c>). Default: 1 s; shorter than
    /// <see cref="QueryWaitTimeout"/>.
    /// </summary>
    public TimeSpan ServerLoginRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long connecting and logging in to the server may take (<c>server_connect_timeout</c>). Default: 5 s; shorter than
    /// <see cref="QueryWaitTimeout"/>, because a pool logs in one connection at a time.
    /// </summary>
    public TimeSpan ServerConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a server connection may be idle before it is closed (<c>server_idle_timeout</c>). Default: 5 minutes.</summary>
    public TimeSpan ServerIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The age at which an unused server connection is replaced (<c>server_lifetime</c>). Default: 1 hour.</summary>
    public TimeSpan ServerLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a client may take to log in (<c>client_login_timeout</c>). Default: 15 s.</summary>
    public TimeSpan ClientLoginTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a client may sit in an open transaction without using it (<c>idle_transaction_timeout</c>), which keeps a server connection
    /// from everybody else. Default: 1 minute.
    /// </summary>
    public TimeSpan IdleTransactionTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Prepared statements kept per server connection (<c>max_prepared_statements</c>), 0 (none) to 10,000. Default: 200. Left out for
    /// versions before 1.21, which cannot do it: clients must not prepare statements there.
    /// </summary>
    public int MaxPreparedStatements { get; init; } = 200;

    /// <summary>Encryption between clients and PgBouncer. Default: none.</summary>
    public PgBouncerTls ClientTls { get; init; } = new(PgBouncerTlsMode.Disable);

    /// <summary>Encryption between PgBouncer and the server. Default: where the server offers it.</summary>
    public PgBouncerTls ServerTls { get; init; } = new(PgBouncerTlsMode.Prefer);

    /// <summary>
    /// Files the process must be able to open for so many connections to the server: one for every client, two for every server connection
    /// (a cancel request takes another), and a few of its own.
    /// </summary>
    /// <param name="serverConnections">The most connections to the server that all databases together may have.</param>
    public long OpenFiles(long serverConnections) => MaxClientConnections + 2 * serverConnections + 64;

    /// <summary>
    /// Files that PgBouncer itself expects to open, as it says in its log: it does not count with the limit of a database, but with a full
    /// pool of every user in every database. More than it can need, so no reason to refuse anything, but where its limit can be chosen, it
    /// should not be told less.
    /// </summary>
    /// <param name="poolSizes">The pool sizes of all databases together.</param>
    /// <param name="users">How many users it knows.</param>
    public long ExpectedFiles(long poolSizes, int users)
    {
        // https://github.com/pgbouncer/pgbouncer/blob/pgbouncer_1_25_2/src/main.c, check_limits
        const int InCase = 10;
        const int ConsolePool = 2;
        const int ConsoleUsers = 1;
        return MaxClientConnections + InCase + ConsolePool + poolSizes * (users + ConsoleUsers);
    }
}
