using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>
/// The commands of the admin console. Each throws <see cref="AdminConsoleException"/> if it is refused, fails or takes too long, and
/// <see cref="OperationCanceledException"/> if it is cancelled. Columns are read by name to support every version since 1.18.
/// </summary>
public static class AdminConsoleCommands
{
    private const int LongestName = 63;

    // Caps values from a malicious server so that TimeSpan arithmetic cannot overflow.
    private const long LongestWait = long.MaxValue / 20;

    /// <summary>Runs a <c>SHOW</c> command.</summary>
    /// <param name="console">The console.</param>
    /// <param name="what">The subject, such as <c>POOLS</c>: letters, digits and underscores.</param>
    /// <param name="cancellationToken">Cancels the command and closes the connection.</param>
    public static Task<AdminConsoleTable> ShowAsync(
        this AdminConsoleConnection console, string what, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        return what.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? console.ExecuteAsync($"SHOW {what}", cancellationToken: cancellationToken)
            : throw new ArgumentException(
                $"The argument of SHOW must consist of letters, digits and underscores (was '{what}').", nameof(what));
    }

    /// <summary>Reads the pooler's version, such as <c>PgBouncer 1.25.2</c>.</summary>
    public static async Task<string> ShowVersionAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        (await console.ShowAsync("VERSION", cancellationToken)).Rows is [var row, ..]
            ? row.Text("version")
            : throw new AdminConsoleException("The answer to SHOW VERSION has no rows.");

    /// <summary>Asks the pooler for its version and its settings whether clients may prepare statements in transaction mode.</summary>
    public static async Task<bool> SupportsPreparedStatementsAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        PgBouncerVersion.SupportsPreparedStatements(
            await console.ShowVersionAsync(cancellationToken), await console.ShowConfigAsync(cancellationToken));

    /// <summary>Reads the pools.</summary>
    public static async Task<IReadOnlyList<PoolStatus>> ShowPoolsAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("POOLS", cancellationToken)).Rows.Select(Pool)];

    /// <summary>Reads the traffic of each database.</summary>
    public static async Task<IReadOnlyList<DatabaseTraffic>> ShowStatsAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("STATS", cancellationToken)).Rows.Select(Traffic)];

    /// <summary>Reads the databases and their effective limits.</summary>
    public static async Task<IReadOnlyList<DatabaseStatus>> ShowDatabasesAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("DATABASES", cancellationToken)).Rows.Select(Database)];

    /// <summary>Reads the client connections.</summary>
    public static async Task<IReadOnlyList<ConnectionStatus>> ShowClientsAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("CLIENTS", cancellationToken)).Rows.Select(Connection)];

    /// <summary>Reads the server connections.</summary>
    public static async Task<IReadOnlyList<ConnectionStatus>> ShowServersAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("SERVERS", cancellationToken)).Rows.Select(Connection)];

    /// <summary>Reads the object counts, such as <c>used_clients</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ShowListsAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        Entries(await console.ShowAsync("LISTS", cancellationToken), "list", row => row.Number("items"));

    /// <summary>Reads the effective settings, such as <c>max_client_conn</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ShowConfigAsync(
        this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        Entries(await console.ShowAsync("CONFIG", cancellationToken), "key", row => row.Text("value"));

    /// <summary>
    /// Lets running transactions finish, holds back new ones, and completes when none is running. PgBouncer keeps pausing even if this call
    /// is cancelled or times out; to stop it, open another connection and call <see cref="ResumeAsync"/>.
    /// </summary>
    /// <param name="console">The console, as an admin user.</param>
    /// <param name="database">The database. Default: null, all databases.</param>
    /// <param name="timeout">How long to wait. Default: <see cref="AdminConsoleOptions.CommandTimeout"/>.</param>
    /// <param name="cancellationToken">Cancels the command and closes the connection.</param>
    public static Task PauseAsync(
        this AdminConsoleConnection console,
        string? database = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) =>
        console.ExecuteAsync(Command("PAUSE", database), timeout, cancellationToken);

    /// <summary>Resumes after a pause; refused if nothing is paused.</summary>
    /// <param name="console">The console, as an admin user.</param>
    /// <param name="database">The database. Default: null, all databases that were paused together.</param>
    /// <param name="cancellationToken">Cancels the command and closes the connection.</param>
    public static Task ResumeAsync(
        this AdminConsoleConnection console, string? database = null, CancellationToken cancellationToken = default) =>
        console.ExecuteAsync(Command("RESUME", database), cancellationToken: cancellationToken);

    /// <summary>Replaces every server connection as soon as it is released.</summary>
    /// <param name="console">The console, as an admin user.</param>
    /// <param name="database">The database. Default: null, all databases.</param>
    /// <param name="cancellationToken">Cancels the command and closes the connection.</param>
    public static Task ReconnectAsync(
        this AdminConsoleConnection console, string? database = null, CancellationToken cancellationToken = default) =>
        console.ExecuteAsync(Command("RECONNECT", database), cancellationToken: cancellationToken);

    /// <summary>Reloads the configuration files.</summary>
    public static Task ReloadAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        console.ExecuteAsync("RELOAD", cancellationToken: cancellationToken);

    private static Dictionary<string, T> Entries<T>(AdminConsoleTable table, string key, Func<AdminConsoleRow, T> value)
    {
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            entries[row.Text(key)] = value(row);
        }

        return entries;
    }

    private static string Command(string verb, string? database) => database switch
    {
        null => verb,
        { Length: > 0 and <= LongestName } when database.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') =>
            $"{verb} \"{database}\"",
        _ => throw new ArgumentException(
            $"A database name must be 1 to {LongestName} characters from A-Z, a-z, 0-9, '_', '.' and '-' (was '{database}').",
            nameof(database)),
    };

    private static PoolStatus Pool(AdminConsoleRow row) => new(
        row.Text("database"),
        row.Text("user"),
        row.Number("cl_active"),
        row.Number("cl_waiting"),
        row.Number("sv_active"),
        row.Number("sv_idle"),
        row.Number("sv_active") + row.Number("sv_idle") + row.Number("sv_used") + row.Number("sv_tested") + row.Number("sv_login")
            + (row.FindNumber("sv_being_canceled") ?? 0),
        Wait(row, "maxwait"),
        row.Text("pool_mode"));

    private static DatabaseTraffic Traffic(AdminConsoleRow row) => new(
        row.Text("database"),
        row.Number("total_xact_count"),
        row.Number("total_query_count"),
        row.Number("total_received"),
        row.Number("total_sent"),
        Microseconds(row, "total_xact_time"),
        Microseconds(row, "total_query_time"),
        Microseconds(row, "total_wait_time"));

    // The reserve's column was renamed after 1.23.
    private static DatabaseStatus Database(AdminConsoleRow row) => new(
        row.Text("name"),
        row["host"],
        row.Number("port"),
        row.Text("database"),
        row["force_user"],
        row.Number("pool_size"),
        row.FindNumber("reserve_pool_size") ?? row.Number("reserve_pool"),
        row.Number("max_connections"),
        row.Number("current_connections"),
        row.Number("paused") != 0,
        row.Number("disabled") != 0);

    private static ConnectionStatus Connection(AdminConsoleRow row) => new(
        row.Text("user"),
        row.Text("database"),
        row.Text("state"),
        row.Text("addr"),
        row.Number("port"),
        Wait(row, "wait"),
        row.Find("application_name"),
        row.Text("tls"));

    private static TimeSpan Wait(AdminConsoleRow row, string column) =>
        Microseconds(row, $"{column}_us") + Time(row.Number(column), TimeSpan.TicksPerSecond);

    private static TimeSpan Microseconds(AdminConsoleRow row, string column) => Time(row.Number(column), TimeSpan.TicksPerMicrosecond);

    private static TimeSpan Time(long count, long unit) =>
        TimeSpan.FromTicks(Math.Clamp(count, -LongestWait / unit, LongestWait / unit) * unit);
}
