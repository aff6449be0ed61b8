using System.Globalization;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>The PgBouncer versions that affect the configuration.</summary>
public static partial class PgBouncerVersion
{
    /// <summary>The oldest supported version, included in Debian 12. Later versions accept a configuration written for it.</summary>
    public static readonly Version Oldest = new(1, 18);

    /// <summary>The first version that supports prepared statements in transaction mode.</summary>
    public static readonly Version FirstWithPreparedStatements = new(1, 21);

    /// <summary>
    /// Finds the version in a text such as <c>PgBouncer 1.25.2</c> or an image tag; <see cref="Oldest"/> if the text contains none, because
    /// nothing newer can be assumed.
    /// </summary>
    public static Version In(string? text) => Version.TryParse(Number().Match(text ?? "").Value, out var version) ? version : Oldest;

    /// <summary>
    /// Returns whether clients may prepare statements in transaction mode. A pooler that does not support them passes their names through,
    /// and executes the statement that another client has prepared under the same name: <see cref="FirstWithPreparedStatements"/> or later
    /// has to be configured to keep some.
    /// </summary>
    /// <param name="version">The answer to <c>SHOW VERSION</c>, such as <c>PgBouncer 1.25.2</c>.</param>
    /// <param name="config">The answer to <c>SHOW CONFIG</c>.</param>
    public static bool SupportsPreparedStatements(string version, IReadOnlyDictionary<string, string> config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return In(version) >= FirstWithPreparedStatements
            && config.TryGetValue("max_prepared_statements", out var kept)
            && int.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0;
    }

    [GeneratedRegex(@"(?<![\d.])\d{1,3}\.\d{1,3}(\.\d{1,3})?(?![\d.])")]
    private static partial Regex Number();
}
