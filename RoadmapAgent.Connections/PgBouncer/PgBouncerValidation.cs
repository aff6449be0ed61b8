using System.Text;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>Finds what PgBouncer would refuse, misread or silently change.</summary>
internal static class PgBouncerValidation
{
    private const string ConsoleDatabase = "pgbouncer";
    private const int NameBytes = 63;

    // PgBouncer 1.18 reads 2,047 bytes between the quotes, and every quote inside counts twice.
    private const int PasswordBytes = 1023;

    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static IEnumerable<string> Problems(PgBouncerConfiguration configuration) =>
    [
        .. Listener(configuration),
        .. Tuning(configuration.Options),
        .. Tls("ClientTls", configuration.Options.ClientTls, ownCertificateNeeded: configuration.Options.ClientTls.Mode != PgBouncerTlsMode.Disable),
        .. Tls("ServerTls", configuration.Options.ServerTls, ownCertificateNeeded: false),
        .. Databases(configuration.Databases),
        .. Users(configuration.Users),
    ];

    private static IEnumerable<string> Listener(PgBouncerConfiguration configuration) =>
    [
        .. Line("ListenAddress", configuration.ListenAddress),
        .. Range("ListenPort", configuration.ListenPort, 1, 65_535),
        .. Line("UserListPath", configuration.UserListPath),
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
            yield return $"{side}.CaFile is not set; {tls.Mode} needs the certificates of trusted authorities";
        }

        if ((tls.CertificateFile is null) != (tls.KeyFile is null) || (ownCertificateNeeded && tls.CertificateFile is null))
        {
            yield return $"{side}.CertificateFile is '{tls.CertificateFile}' and KeyFile is '{tls.KeyFile}'; {(ownCertificateNeeded ? $"{tls.Mode} needs both" : "valid are both or neither")}";
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
        .. databases.Count == 0 ? ["Databases is empty; valid is at least one"] : Array.Empty<string>(),
        .. databases.GroupBy(database => database.Alias).Where(alias => alias.Count() > 1).Select(alias => $"the alias '{alias.Key}' is used {alias.Count()} times; valid is once"),
        .. databases.SelectMany(Database),
    ];

    private static IEnumerable<string> Database(PgBouncerDatabase database) =>
    [
        .. IsAlias(database.Alias) ? Array.Empty<string>() : [$"the alias '{database.Alias}' is not valid; valid are up to {NameBytes} of A-Z, a-z, 0-9, '_', '.' and '-', but not '{ConsoleDatabase}'"],
        .. Name($"{database.Alias}: Database", database.Database),
        .. Text($"{database.Alias}: Host", database.Host),
        .. database.Host.Contains(',', StringComparison.Ordinal) ? [$"{database.Alias}: Host is '{database.Host}'; valid is one host"] : Array.Empty<string>(),
        .. Range($"{database.Alias}: Port", database.Port, 1, 65_535),
        .. Range($"{database.Alias}: PoolSize", database.PoolSize, 1, 10_000),
        .. Range($"{database.Alias}: Reserve", database.Reserve, 0, 10_000),
    ];

    // PgBouncer's way of quoting such a key has changed between versions, so an alias is one that needs none.
    private static bool IsAlias(string alias) =>
        alias is { Length: > 0 and <= NameBytes } and not ConsoleDatabase
        && alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static IEnumerable<string> Users(IReadOnlyList<PgBouncerUser> users) =>
    [
        .. users.Count == 0 ? ["Users is empty; valid is at least one"] : Array.Empty<string>(),
        .. users.GroupBy(user => user.Name).Where(name => name.Select(user => (user.Password, user.Verifier)).Distinct().Count() > 1)
            .Select(name => $"the user '{name.Key}' has several passwords or verifiers; valid is one"),
        .. users.SelectMany(User),
    ];

    private static IEnumerable<string> User(PgBouncerUser user)
    {
        foreach (var problem in Name("the user", user.Name))
        {
            yield return problem;
        }

        // Console users stand in a list that knows no quoting.
        if (user.Access != PgBouncerConsoleAccess.None && !user.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            yield return $"the console user '{user.Name}' is not valid; valid are A-Z, a-z, 0-9, '_', '.' and '-'";
        }

        if (user.Password.Length == 0 || HasControls(user.Password) || Encoding.UTF8.GetByteCount(user.Password) > PasswordBytes)
        {
            yield return $"the password of '{user.Name}' is not valid; valid are 1 to {PasswordBytes} bytes without control characters";
        }

        if (LooksHashed(user.Password))
        {
            yield return $"the password of '{user.Name}' looks like a stored secret and would be taken for one; valid is the password itself";
        }
    }

    private static bool LooksHashed(string password) =>
        password.StartsWith("SCRAM-SHA-256$", StringComparison.Ordinal)
        || (password.Length == 35 && password.StartsWith("md5", StringComparison.Ordinal));

    private static IEnumerable<string> Range(string name, int value, int from, int to) =>
        value >= from && value <= to ? [] : [$"{name} is {value}; valid is {from} to {to}"];

    private static IEnumerable<string> Time(string name, TimeSpan value) =>
        value >= ShortestTime && value <= LongestTime ? [] : [$"{name} is {value}; valid is {ShortestTime} to {LongestTime}"];

    private static IEnumerable<string> Shorter(string name, TimeSpan value, TimeSpan wait) =>
        value < wait ? [] : [$"{name} is {value}; valid is less than QueryWaitTimeout ({wait})"];

    private static IEnumerable<string> Name(string what, string value) =>
    [
        .. Text(what, value),
        .. Encoding.UTF8.GetByteCount(value) > NameBytes ? [$"{what} is '{value}'; valid are up to {NameBytes} bytes"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Text(string what, string value) =>
        value.Length > 0 && !HasControls(value) ? [] : [$"{what} is '{value}'; valid is text without control characters"];

    // A setting ends with its line and loses the blanks at its ends.
    private static IEnumerable<string> Line(string what, string value) =>
        value == value.Trim() ? Text(what, value) : [$"{what} is '{value}'; valid is text without blanks at its ends"];

    private static bool HasControls(string value) => value.Any(char.IsControl);
}
