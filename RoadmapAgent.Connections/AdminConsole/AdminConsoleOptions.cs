using System.Data.Common;
using System.Globalization;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>The address of a PgBouncer admin console, and the user who connects to it.</summary>
public sealed record AdminConsoleOptions
{
    /// <summary>The host's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The port, 1 to 65,535. Default: 6432.</summary>
    public int Port { get; init; } = 6432;

    /// <summary>A user listed in <c>stats_users</c> (read access) or <c>admin_users</c> (full access).</summary>
    public required string User { get; init; }

    /// <summary>The user's password; printable ASCII. Default: empty, for a pooler that does not request a password.</summary>
    public string Password { get; init; } = "";

    /// <summary>The console's database. Default: <c>pgbouncer</c>.</summary>
    public string Database { get; init; } = "pgbouncer";

    /// <summary>Whether the connection is encrypted. Default: <see cref="AdminConsoleTls.Prefer"/>.</summary>
    public AdminConsoleTls Tls { get; init; } = AdminConsoleTls.Prefer;

    /// <summary>
    /// A PEM file with the certificates of the authorities that <see cref="AdminConsoleTls.VerifyFull"/> trusts. Default: null, the
    /// machine's trust store.
    /// </summary>
    public string? RootCertificate { get; init; }

    /// <summary>The time limit for connecting and logging in. Default: 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time limit for a command. Default: 10 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Parses a connection string with Npgsql's keywords <c>Host</c>, <c>Port</c>, <c>Username</c>, <c>Password</c>, <c>Database</c>,
    /// <c>SSL Mode</c> (Disable, Prefer, Require or VerifyFull) and <c>Root Certificate</c>; other keywords are ignored.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A keyword is missing or its value is invalid; the message names it and never contains the password.
    /// </exception>
    public static AdminConsoleOptions Parse(string connectionString)
    {
        var keywords = Keywords(connectionString);
        var options = new AdminConsoleOptions
        {
            Host = Required("Host"),
            User = Required("Username"),
            Password = Text("Password") ?? "",
            RootCertificate = Text("Root Certificate"),
        };
        options = options with
        {
            Database = Text("Database") ?? options.Database,
            Port = Text("Port") is { } port ? Number("Port", port) : options.Port,
            Tls = (Text("SSL Mode") ?? Text("SslMode")) is { } mode ? Mode(mode) : options.Tls,
        };
        options.Validate();
        return options;

        string? Text(string keyword) =>
            keywords.TryGetValue(keyword, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

        string Required(string keyword) => Text(keyword) is { Length: > 0 } value
            ? value
            : throw new ArgumentException($"The connection string has no {keyword}.", nameof(connectionString));
    }

    /// <summary>The user, the address and the database, without the password.</summary>
    public override string ToString() => $"{User}@{Host}:{Port.ToString(CultureInfo.InvariantCulture)}/{Database}";

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Host);
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65_535);
        foreach (var (name, text) in new[] { (nameof(User), User), (nameof(Database), Database) })
        {
            if (string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal))
            {
                throw new ArgumentException($"{name} must not be empty or contain a NUL character.");
            }
        }

        if (Password.Any(character => character is < ' ' or > '~'))
        {
            throw new ArgumentException($"{nameof(Password)} must contain only printable ASCII characters.");
        }

        foreach (var (name, time) in new[] { (nameof(ConnectTimeout), ConnectTimeout), (nameof(CommandTimeout), CommandTimeout) })
        {
            TimeLimit.Check(name, time);
        }
    }

    // The message of DbConnectionStringBuilder may quote the string, and with it the password.
    private static DbConnectionStringBuilder Keywords(string connectionString)
    {
        try
        {
            return new() { ConnectionString = connectionString };
        }
        catch (ArgumentException)
        {
            throw new ArgumentException("Invalid connection string; expected 'keyword=value;keyword=value'.", nameof(connectionString));
        }
    }

    // A value is not quoted either: without its semicolon, the next keyword is part of it.
    private static int Number(string keyword, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{keyword} must be a whole number.");

    private static AdminConsoleTls Mode(string value) =>
        Choice.TryParse<AdminConsoleTls>(value, out var mode)
            ? mode
            : throw new ArgumentException($"SSL Mode must be one of {string.Join(", ", Enum.GetNames<AdminConsoleTls>())}.");
}
