using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>The configuration files of a PgBouncer.</summary>
/// <param name="Ini">The text of <c>pgbouncer.ini</c>; contains no secrets.</param>
/// <param name="UserList">The text of <c>userlist.txt</c>; contains passwords, so only PgBouncer's own user may read it.</param>
/// <param name="AccessRules">The text of <c>pgbouncer_hba.conf</c>: who may log in to which alias; contains no secrets.</param>
public sealed record PgBouncerFiles(string Ini, string UserList, string AccessRules)
{
    /// <summary>The usual file name for <see cref="Ini"/>.</summary>
    public const string IniName = "pgbouncer.ini";

    /// <summary>The usual file name for <see cref="UserList"/>.</summary>
    public const string UserListName = "userlist.txt";

    /// <summary>The usual file name for <see cref="AccessRules"/>.</summary>
    public const string AccessRulesName = "pgbouncer_hba.conf";

    /// <summary>The usual file name for <see cref="Databases"/>.</summary>
    public const string DatabasesName = "databases.ini";

    /// <summary>
    /// The text of <c>databases.ini</c>, which <see cref="Ini"/> includes: the aliases and their shares; contains no secrets. Null unless
    /// <see cref="PgBouncerConfiguration.DatabasesPath"/> is set.
    /// </summary>
    public string? Databases { get; init; }

    /// <summary>Creates the files for a configuration.</summary>
    /// <exception cref="ValidationException">The configuration is not valid.</exception>
    public static PgBouncerFiles Create(PgBouncerConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.ThrowIfInvalid();
        return new(CreateIni(configuration), CreateUserList(configuration.Users), PgBouncerAccessRules.Create(configuration))
        {
            Databases = configuration.DatabasesPath is null ? null : CreateDatabases(configuration.Databases),
        };
    }

    /// <summary>
    /// Creates the text of <see cref="Databases"/>. It has to be complete: PgBouncer drops the clients of an alias that is missing in it.
    /// </summary>
    /// <param name="databases">All databases; valid ones.</param>
    public static string CreateDatabases(IEnumerable<PgBouncerDatabase> databases)
    {
        ArgumentNullException.ThrowIfNull(databases);
        return $"[databases]\n{string.Concat(databases.Select(database => Line(database.Alias, DatabaseSettings(database))))}";
    }

    /// <summary>The names of the files, never their contents.</summary>
    public override string ToString() => $"{IniName}, {UserListName}, {AccessRulesName}";

    private static string CreateIni(PgBouncerConfiguration configuration)
    {
        var ini = new StringBuilder(
            configuration.DatabasesPath is { } path ? $"%include {path}\n" : CreateDatabases(configuration.Databases));
        ini.Append("\n[pgbouncer]\n");
        foreach (var (key, value) in Settings(configuration))
        {
            ini.Append(Line(key, value));
        }

        return ini.ToString();
    }

    // pool_size is a limit per user of the alias; only max_db_connections limits the alias itself.
    private static string DatabaseSettings(PgBouncerDatabase database) => string.Create(
        CultureInfo.InvariantCulture,
        $"host={Quote(database.Host)} port={database.Port} dbname={Quote(database.Database)} pool_size={database.PoolSize} min_pool_size=0 "
        + $"reserve_pool={database.Reserve} max_db_connections={database.MaxConnections}");

    private static IEnumerable<(string Key, string Value)> Settings(PgBouncerConfiguration configuration) =>
    [
        .. Access(configuration),
        .. Pooling(configuration),
        .. Network(configuration.Options),
        .. Tls("client", configuration.Options.ClientTls),
        .. Tls("server", configuration.Options.ServerTls),
        .. Logging(),
    ];

    private static IEnumerable<(string, string)> Access(PgBouncerConfiguration configuration) =>
    [
        ("listen_addr", configuration.ListenAddress),
        ("listen_port", Text(configuration.ListenPort)),
        // In the default directory, /tmp, two poolers would conflict, and any local user could replace the socket.
        ("unix_socket_dir", ""),
        // Two processes on the same port would each use the full share.
        ("so_reuseport", "0"),
        // The rules ask for SCRAM. Without them, every user could log in to every alias, and use its share.
        ("auth_type", "hba"),
        ("auth_hba_file", configuration.AccessRulesPath),
        ("auth_file", configuration.UserListPath),
        ("admin_users", Names(configuration, PgBouncerConsoleAccess.Admin)),
        ("stats_users", Names(configuration, PgBouncerConsoleAccess.Stats)),
        // Some drivers send it at startup, and PgBouncer cannot track it. Any other parameter listed here would be silently ignored instead
        // of refused.
        ("ignore_startup_parameters", "extra_float_digits"),
    ];

    private static IEnumerable<(string, string)> Pooling(PgBouncerConfiguration configuration)
    {
        var options = configuration.Options;
        yield return ("pool_mode", "transaction");
        yield return ("max_client_conn", Text(options.MaxClientConnections));
        if (configuration.Version >= PgBouncerVersion.FirstWithPreparedStatements)
        {
            yield return ("max_prepared_statements", Text(options.MaxPreparedStatements));
        }

        yield return ("query_wait_timeout", Seconds(options.QueryWaitTimeout));
        yield return ("idle_transaction_timeout", Seconds(options.IdleTransactionTimeout));
        yield return ("client_login_timeout", Seconds(options.ClientLoginTimeout));
        yield return ("server_connect_timeout", Seconds(options.ServerConnectTimeout));
        yield return ("server_login_retry", Seconds(options.ServerLoginRetry));
        yield return ("server_idle_timeout", Seconds(options.ServerIdleTimeout));
        yield return ("server_lifetime", Seconds(options.ServerLifetime));
    }

    private static IEnumerable<(string, string)> Network(PgBouncerOptions options) =>
    [
        // A whole fleet may connect at once; the kernel caps the value.
        ("listen_backlog", Text(Math.Max(128, options.MaxClientConnections))),
        // Retries soon if the name of a restarting server does not resolve yet.
        ("dns_nxdomain_ttl", Seconds(options.ServerLoginRetry)),
        // Releases the connection of a vanished peer after about two minutes instead of two hours.
        ("tcp_keepalive", "1"),
        ("tcp_keepidle", "60"),
        ("tcp_keepintvl", "15"),
        ("tcp_keepcnt", "4"),
    ];

    private static IEnumerable<(string, string)> Tls(string side, PgBouncerTls tls)
    {
        yield return ($"{side}_tls_sslmode", tls.Mode switch
        {
            PgBouncerTlsMode.VerifyCa => "verify-ca",
            PgBouncerTlsMode.VerifyFull => "verify-full",
            _ => tls.Mode.ToString().ToLowerInvariant(),
        });
        foreach (var (key, path) in new[] { ("ca_file", tls.CaFile), ("cert_file", tls.CertificateFile), ("key_file", tls.KeyFile) })
        {
            if (path is not null)
            {
                yield return ($"{side}_tls_{key}", path);
            }
        }
    }

    // Logs to standard error only. A line per connection and per minute would drown out the important ones.
    private static IEnumerable<(string, string)> Logging() =>
    [
        ("logfile", ""),
        ("pidfile", ""),
        ("syslog", "0"),
        ("log_connections", "0"),
        ("log_disconnections", "0"),
        ("log_pooler_errors", "1"),
        ("log_stats", "0"),
    ];

    private static string CreateUserList(IReadOnlyList<PgBouncerUser> users)
    {
        var list = new StringBuilder();
        foreach (var user in users.DistinctBy(user => user.Name))
        {
            list.Append('"').Append(Doubled(user.Name, '"')).Append("\" \"");
            list.Append(Doubled(user.Verifier ?? user.Password, '"')).Append("\"\n");
        }

        return list.ToString();
    }

    private static string Names(PgBouncerConfiguration configuration, PgBouncerConsoleAccess access) =>
        string.Join(',', configuration.Users.Where(user => user.Access == access).Select(user => user.Name).Distinct());

    private static string Line(string key, string value) => value.Length == 0 ? $"{key} =\n" : $"{key} = {value}\n";

    private static string Quote(string value) => $"'{Doubled(value, '\'')}'";

    private static string Doubled(string value, char quote) => value.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
