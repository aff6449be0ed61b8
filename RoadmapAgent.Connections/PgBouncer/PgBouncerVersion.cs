using System.Text.RegularExpressions;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>The versions of PgBouncer that make a difference here.</summary>
public static partial class PgBouncerVersion
{
    /// <summary>The oldest version whose settings are known here; Debian 12 carries it. Every later version understands what is written for it.</summary>
    public static readonly Version Oldest = new(1, 18);

    /// <summary>The first version that keeps clients' prepared statements apart in transaction mode.</summary>
    public static readonly Version FirstWithPreparedStatements = new(1, 21);

    /// <summary>
    /// The version that a text names, such as <c>PgBouncer 1.25.2</c> or an image tag; <see cref="Oldest"/> if it names none, as nothing newer
    /// can be taken for granted then.
    /// </summary>
    public static Version In(string? text) => Version.TryParse(Number().Match(text ?? "").Value, out var version) ? version : Oldest;

    [GeneratedRegex(@"(?<![\d.])\d{1,3}\.\d{1,3}(\.\d{1,3})?(?![\d.])")]
    private static partial Regex Number();
}
