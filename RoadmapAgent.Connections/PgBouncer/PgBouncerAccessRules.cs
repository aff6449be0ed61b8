using System.Globalization;
using System.Text;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>
/// The file of access rules (<c>auth_hba_file</c>), which binds users to aliases: https://www.pgbouncer.org/config.html#hba-file-format
/// </summary>
internal static class PgBouncerAccessRules
{
    /// <summary>The alias of the admin console.</summary>
    public const string ConsoleDatabase = "pgbouncer";

    // Not every version knows the address "all".
    private static readonly string[] Addresses = ["0.0.0.0/0", "::/0"];

    /// <summary>Creates the text; what no rule allows is refused.</summary>
    public static string Create(PgBouncerConfiguration configuration)
    {
        var rules = new StringBuilder();
        foreach (var database in configuration.Databases)
        {
            Append(rules, database.Alias, database.User is { } user ? Quote(user) : "all");
        }

        foreach (var user in configuration.Users.Where(user => user.Access != PgBouncerConsoleAccess.None).DistinctBy(user => user.Name))
        {
            Append(rules, ConsoleDatabase, Quote(user.Name));
        }

        return rules.ToString();
    }

    private static void Append(StringBuilder rules, string alias, string user)
    {
        foreach (var address in Addresses)
        {
            rules.Append(CultureInfo.InvariantCulture, $"host {Quote(alias)} {user} {address} scram-sha-256\n");
        }
    }

    // Quoted, a name such as "all" is only a name.
    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
