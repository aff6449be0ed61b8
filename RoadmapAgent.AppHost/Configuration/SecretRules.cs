using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>
/// Refuses secret parameters whose values would not work everywhere, before anything starts. No message contains a value.
/// </summary>
internal static class SecretRules
{
    // PgBouncer 1.18 reads up to 2,047 bytes of a password, in which a quotation mark counts twice.
    private const int LongestPassword = 1023;

    // What PostgreSQL and PgBouncer take for a stored hash instead of a password.
    private static readonly string[] HashPrefixes = ["SCRAM-SHA-256$", "md5"];

    /// <summary>
    /// Checks the value of a password, if it is set. Outside ASCII, PostgreSQL and its clients normalize passwords differently.
    /// </summary>
    /// <exception cref="FleetException">It cannot be a password.</exception>
    public static void CheckPassword(IConfiguration configuration, string name)
    {
        if (Value(configuration, name) is not { } value)
        {
            return;
        }

        if (value.Length is 0 or > LongestPassword || !value.All(character => character is >= ' ' and <= '~'))
        {
            throw new FleetException($"Parameters:{name} must be 1 to {LongestPassword} printable ASCII characters.");
        }

        if (HashPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new FleetException($"Parameters:{name} must not start with {string.Join(" or ", HashPrefixes)}, as a stored hash does.");
        }
    }

    /// <summary>Checks the value of a key that is sent in an HTTP header, if it is set: a token without blanks.</summary>
    /// <exception cref="FleetException">It cannot be sent.</exception>
    public static void CheckHeader(IConfiguration configuration, string name)
    {
        if (Value(configuration, name) is { } value && !(value.Length > 0 && value.All(character => character is > ' ' and <= '~')))
        {
            throw new FleetException(
                $"Parameters:{name} must be visible ASCII characters without blanks, because it is sent in an HTTP header.");
        }
    }

    // Aspire reads a parameter under both names.
    private static string? Value(IConfiguration configuration, string name) =>
        configuration[$"Parameters:{name}"] ?? configuration[$"Parameters:{name.Replace('-', '_')}"];
}
