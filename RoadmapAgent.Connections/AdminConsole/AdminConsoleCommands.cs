namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>
/// The commands of the admin console. Each throws <see cref="AdminConsoleException"/> if it is refused, fails or takes too long, and
/// <see cref="OperationCanceledException"/> if it is cancelled. Columns are read by name, so that every version from 1.18 on is understood.
/// </summary>
public static class AdminConsoleCommands
{
    private const int LongestName = 63;

    // Further than a TimeSpan reaches; only somebody who means harm says so.
    private const long LongestWait = long.MaxValue / 20;

    /// <summary>Shows something.</summary>
    /// <param name="console">The console.</param>
    /// <param name="what">What: letters, digits and underscores, such as <c>POOLS</c>.</param>
    /// <param name="cancellationToken">Gives up and closes the connection.</param>
    public static Task<AdminConsoleTable> ShowAsync(this AdminConsoleConnection console, string what, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        return what.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? console.ExecuteAsync($"SHOW {what}", cancellationToken: cancellationToken)
            : throw new ArgumentException($"The argument of SHOW must consist of letters, digits and underscores (was '{what}').", nameof(what));
    }

    /// <summary>The pooler's version, such as <c>PgBouncer 1.25.2</c>.</summary>
    public static async Task<string> ShowVersionAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        (await console.ShowAsync("VERSION", cancellationToken)).Rows is [var row, ..]
            ? row.Text("version")
            : throw new AdminConsoleException("The answer to SHOW VERSION has no rows.");

    /// <summary>The pools.</summary>
    public static async Task<IReadOnlyList<PoolStatus>> ShowPoolsAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("POOLS", cancellationToken)).Rows.Select(Pool)];

    /// <summary>What went through each database.</summary>
    public static async Task<IReadOnlyList<DatabaseTraffic>> ShowStatsAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("STATS", cancellationToken)).Rows.Select(Traffic)];

    /// <summary>The databases and the limits in force.</summary>
    public static async Task<IReadOnlyList<DatabaseStatus>> ShowDatabasesAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("DATABASES", cancellationToken)).Rows.Select(Database)];

    /// <summary>The connections of clients.</summary>
    public static async Task<IReadOnlyList<ConnectionStatus>> ShowClientsAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("CLIENTS", cancellationToken)).Rows.Select(Connection)];

    /// <summary>The connections to servers.</summary>
    public static async Task<IReadOnlyList<ConnectionStatus>> ShowServersAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        [.. (await console.ShowAsync("SERVERS", cancellationToken)).Rows.Select(Connection)];

    /// <summary>How many there are of what, such as <c>used_clients</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ShowListsAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        Entries(await console.ShowAsync("LISTS", cancellationToken), "list", row => row.Number("items"));

    /// <summary>The settings in force, such as <c>max_client_conn</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ShowConfigAsync(this AdminConsoleConnection console, CancellationToken cancellationToken = default) =>
        Entries(await console.ShowAsync("CONFIG", cancellationToken), "key", row => row.Text("value"));

    /// <summary>
    /// Lets transactions under way finish and holds back new ones, and answers when none is left. PgBouncer goes on pausing when waiting for
    /// it is given up (cancellation, time limit): then connect again and <see cref="ResumeAsync"/>.
    /// </summary>
    /// <param name="console">The console, as an admin user.</param>
    /// <param name="database">Which database; null, the default, means all.</param>
    /// <param name="timeout">How long to wait. Default: <see cref="AdminConsoleOptions.CommandTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up waiting and closes the connection.</param>
    public static Task PauseAsync(this AdminConsoleConnection console, string? database = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        console.ExecuteAsync(Command("PAUSE", database), timeout, cancellationToken);

    /// <summary>Goes on after a pause; refused if there is none.</summary>
    /// <param name="console">The console, as an admin user.</param>
    /// <param name="database">Which database; null, the default, means all that were paused together.</param>
    /// <param name="cancellationToken">Gives up waiting and closes the connection.</param>
    public static Task ResumeAsync(this AdminConsoleConnection console, string? database = null, CancellationToken cancellationToken = default) =>
        console.ExecuteAsync(Command("RESUME", database), cancellationToken: cancellationToken);

    /// <summary>Replaces every server connection as soon as it is given back.</summary>
    /// <param name="console">The console, as an admin user.</param>
    /// <param name="database">Which database; null, the default, means all.</param>
    /// <param name="cancellationToken">Gives up waiting and closes the connection.</param>
    public static Task ReconnectAsync(this AdminConsoleConnection console, string? database = null, CancellationToken cancellationToken = default) =>
        console.ExecuteAsync(Command("RECONNECT", database), cancellationToken: cancellationToken);

    /// <summary>Reads the configuration files again.</summary>
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
        { Length: > 0 and <= LongestName } when database.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') => $"{verb} \"{database}\"",
        _ => throw new ArgumentException(
            $"A database of the pooler must have a name of 1 to {LongestName} characters from A-Z, a-z, 0-9, '_', '.' and '-' (was '{database}').",
            nameof(database)),
    };

    private static PoolStatus Pool(AdminConsoleRow row) => new(
        row.Text("database"),
        row.Text("user"),
        row.Number("cl_active"),
        row.Number("cl_waiting"),
        row.Number("sv_active"),
        row.Number("sv_idle"),
        row.Number("sv_active") + row.Number("sv_idle") + row.Number("sv_used") + row.Number("sv_tested") + row.Number("sv_login") + (row.FindNumber("sv_being_canceled") ?? 0),
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

    // The reserve's column changed its name after 1.23.
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
        row.Text("user"), row.Text("database"), row.Text("state"), row.Text("addr"), row.Number("port"), Wait(row, "wait"), row.Find("application_name"), row.Text("tls"));

    private static TimeSpan Wait(AdminConsoleRow row, string column) => Microseconds(row, $"{column}_us") + Time(row.Number(column), TimeSpan.TicksPerSecond);

    private static TimeSpan Microseconds(AdminConsoleRow row, string column) => Time(row.Number(column), TimeSpan.TicksPerMicrosecond);

    private static TimeSpan Time(long count, long unit) => TimeSpan.FromTicks(Math.Clamp(count, -LongestWait / unit, LongestWait / unit) * unit);
}
