using System.Text;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>Finds values that PgBouncer would reject, misread or silently change.</summary>
internal static class PgBouncerValidation
{
    private const int NameBytes = 63;

    // PgBouncer 1.18 reads up to 2,047 bytes between the quotes, and an escaped quote counts as two.
    private const int PasswordBytes = 1023;

    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static IEnumerable<string> Problems(PgBouncerConfiguration configuration) =>
    [
        .. Listener(configuration),
        .. Tuning(configuration.Options),
        .. Tls(
            "ClientTls",
            configuration.Options.ClientTls,
            ownCertificateNeeded: configuration.Options.ClientTls.Mode != PgBouncerTlsMode.Disable),
        .. Tls("ServerTls", configuration.Options.ServerTls, ownCertificateNeeded: false),
        .. Databases(configuration.Databases),
        .. from database in configuration.Databases
           where database.User is not null && configuration.Users.All(user => user.Name != database.User)
           select $"{database.Alias}: User must be one of the users (was '{database.User}').",
        .. Users(configuration.Users),
    ];

    private static IEnumerable<string> Listener(PgBouncerConfiguration configuration) =>
    [
        .. Line("ListenAddress", configuration.ListenAddress),
        .. Range("ListenPort", configuration.ListenPort, 1, 65_535),
        .. Line("UserListPath", configuration.UserListPath),
        .. Line("AccessRulesPath", configuration.AccessRulesPath),
        .. configuration.DatabasesPath is { } path ? Line("DatabasesPath", path) : [],
    ];

    private static IEnumerable<string> Tuning(PgBouncerOptions options) =>
    [
        .. Range("MaxClientConnections", options.MaxClientConnections, 1, 100_000),
        .. Range("MaxPreparedStatements", options.MaxPreparedStatements, 0, 10_000),
        .. Time("QueryWaitTimeout", options.QueryWaitTimeout),
        .. Time("ServerLoginRetry", options.ServerLoginRetry),
        .. Time("ServerConnectTimeout", options.ServerConnectTimeout),
        .. Time("ServerIdleTimeout", options.ServerIdleTimeout),
        .. Time("ServerLifetime", options.ServerLifetime),
        .. Time("ClientLoginTimeout", options.ClientLoginTimeout),
        .. Time("IdleTransactionTimeout", options.IdleTransactionTimeout),
        .. Shorter("ServerLoginRetry", options.ServerLoginRetry, options.QueryWaitTimeout),
        .. Shorter("ServerConnectTimeout", options.ServerConnectTimeout, options.QueryWaitTimeout),
    ];

    private static IEnumerable<string> Tls(string side, PgBouncerTls tls, bool ownCertificateNeeded)
    {
        if (tls.Mode >= PgBouncerTlsMode.VerifyCa && tls.CaFile is null)
        {
            yield return $"{side}.CaFile is required for {tls.Mode}: the certificates of the trusted authorities.";
        }

        if ((tls.CertificateFile is null) != (tls.KeyFile is null) || (ownCertificateNeeded && tls.CertificateFile is null))
        {
            var rule = ownCertificateNeeded ? $"both be set for {tls.Mode}" : "be set together";
            yield return $"{side}.CertificateFile and {side}.KeyFile must {rule} (were '{tls.CertificateFile}' and '{tls.KeyFile}').";
        }

        foreach (var (name, path) in new[] { ("CaFile", tls.CaFile), ("CertificateFile", tls.CertificateFile), ("KeyFile", tls.KeyFile) })
        {
            foreach (var problem in path is null ? [] : Line($"{side}.{name}", path))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<string> Databases(IReadOnlyList<PgBouncerDatabase> databases) =>
    [
        .. databases.Count == 0 ? ["At least one database is required."] : Array.Empty<string>(),
        .. databases.GroupBy(database => database.Alias).Where(alias => alias.Count() > 1)
            .Select(alias => $"The alias '{alias.Key}' must be used once (was used {alias.Count()} times)."),
        .. databases.SelectMany(Database),
    ];

    private static IEnumerable<string> Database(PgBouncerDatabase database) =>
    [
        .. IsAlias(database.Alias)
            ? Array.Empty<string>()
            :
            [
                $"An alias must be 1 to {NameBytes} characters from A-Z, a-z, 0-9, '_', '.' and '-', "
                + $"and not '{PgBouncerAccessRules.ConsoleDatabase}' (was '{database.Alias}').",
            ],
        .. Name($"{database.Alias}: Database", database.Database),
        .. Text($"{database.Alias}: Host", database.Host),
        .. database.Host.Contains(',', StringComparison.Ordinal)
            ? [$"{database.Alias}: Host must be a single host (was '{database.Host}')."]
            : Array.Empty<string>(),
        .. Range($"{database.Alias}: Port", database.Port, 1, 65_535),
        .. Range($"{database.Alias}: PoolSize", database.PoolSize, 1, 10_000),
        .. Range($"{database.Alias}: Reserve", database.Reserve, 0, 10_000),
    ];

    // The quoting of keys differs between PgBouncer versions, so an alias may contain only characters that need none.
    private static bool IsAlias(string alias) =>
        alias is { Length: > 0 and <= NameBytes } and not PgBouncerAccessRules.ConsoleDatabase
        && alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static IEnumerable<string> Users(IReadOnlyList<PgBouncerUser> users) =>
    [
        .. users.Count == 0 ? ["At least one user is required."] : Array.Empty<string>(),
        .. users.GroupBy(user => user.Name).Where(name => name.Select(user => (user.Password, user.Verifier)).Distinct().Count() > 1)
            .Select(name => $"The user '{name.Key}' must have the same password and verifier in every entry."),
        .. users.SelectMany(User),
    ];

    private static IEnumerable<string> User(PgBouncerUser user)
    {
        foreach (var problem in Name("The user name", user.Name))
        {
            yield return problem;
        }

        // The list of console users does not support quoting.
        if (user.Access != PgBouncerConsoleAccess.None && !user.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            yield return $"The name of a console user must consist of A-Z, a-z, 0-9, '_', '.' and '-' (was '{user.Name}').";
        }

        if (user.Password.Length == 0 || HasControls(user.Password) || Encoding.UTF8.GetByteCount(user.Password) > PasswordBytes)
        {
            yield return $"The password of '{user.Name}' must be 1 to {PasswordBytes} bytes without control characters.";
        }

        if (LooksHashed(user.Password))
        {
            yield return $"The password of '{user.Name}' must not look like a stored hash, because PgBouncer would use it as one.";
        }
    }

    private static bool LooksHashed(string password) =>
        password.StartsWith("SCRAM-SHA-256$", StringComparison.Ordinal)
        || (password.Length == 35 && password.StartsWith("md5", StringComparison.Ordinal));

    private static IEnumerable<string> Range(string name, int value, int from, int to) =>
        value >= from && value <= to ? [] : [$"{name} must be between {from} and {to} (was {value})."];

    private static IEnumerable<string> Time(string name, TimeSpan value) =>
        value >= ShortestTime && value <= LongestTime ? [] : [$"{name} must be between {ShortestTime} and {LongestTime} (was {value})."];

    private static IEnumerable<string> Shorter(string name, TimeSpan value, TimeSpan wait) =>
        value < wait ? [] : [$"{name} must be shorter than the QueryWaitTimeout of {wait} (was {value})."];

    private static IEnumerable<string> Name(string what, string value) =>
    [
        .. Text(what, value),
        .. Encoding.UTF8.GetByteCount(value) > NameBytes
            ? [$"{what} must be at most {NameBytes} bytes (was '{value}')."]
            : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Text(string what, string value) =>
        value.Length > 0 && !HasControls(value) ? [] : [$"{what} must not be empty or contain control characters (was '{value}')."];

    // A value ends at the end of its line, and PgBouncer trims it.
    private static IEnumerable<string> Line(string what, string value) =>
        value == value.Trim() ? Text(what, value) : [$"{what} must not begin or end with white space (was '{value}')."];

    private static bool HasControls(string value) => value.Any(char.IsControl);
}
