using Npgsql;
using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Data.Migrations;

/// <summary>
/// Creates or alters the roles on every run, so that a new password or limit takes effect on existing data. Grants are revoked and granted
/// again, so that grants a service no longer needs are removed.
/// </summary>
internal static class RoleMigration
{
    private const string Settings = "statement_timeout = '30s', idle_in_transaction_session_timeout = '15s', lock_timeout = '10s'";

    private static readonly string[] Messaging =
    [
        "SELECT, INSERT, UPDATE, DELETE ON roadmap.outbox, roadmap.leases, roadmap.instances",
        "SELECT, INSERT, DELETE ON roadmap.inbox",
        "SELECT ON roadmap.completed_migrations",
    ];

    public static async Task RunAsync(
        string connectionString, IReadOnlyCollection<RoleDefinition> roles, CancellationToken cancellationToken)
    {
        if (roles.Count == 0)
        {
            return;
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var query = new NpgsqlCommand("SELECT rolname::text FROM pg_catalog.pg_roles", connection, transaction);
        var existing = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await query.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                existing.Add(reader.GetString(0));
            }
        }

        foreach (var statement in roles.SelectMany(role => Statements(role, existing.Contains(role.Name))))
        {
            await DatabaseMigration.ExecuteAsync(connection, transaction, statement, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Returns the statements that define a role. The password is sent as a verifier, never in plain text.</summary>
    internal static IEnumerable<string> Statements(RoleDefinition role, bool exists)
    {
        var name = $"\"{role.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var verifier = ScramVerifier.Create(role.Password, role.Salt ?? ScramVerifier.NewSalt());
        yield return $"{(exists ? "ALTER" : "CREATE")} ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT "
            + $"CONNECTION LIMIT {role.ConnectionLimit} PASSWORD '{verifier}'";
        foreach (var setting in Settings.Split(", "))
        {
            yield return $"ALTER ROLE {name} SET {setting}";
        }

        yield return $"REVOKE ALL ON ALL TABLES IN SCHEMA roadmap FROM {name}";
        yield return $"GRANT USAGE ON SCHEMA roadmap TO {name}";
        foreach (var grant in Grants(role.Service))
        {
            yield return $"GRANT {grant} TO {name}";
        }
    }

    private static string[] Grants(string service) => service switch
    {
        "api" =>
        [
            .. Messaging,
            "SELECT, INSERT, UPDATE, DELETE ON roadmap.roadmaps",
            "SELECT, INSERT ON roadmap.events, roadmap.reviews, roadmap.quiz_attempts",
            "SELECT, INSERT, UPDATE ON roadmap.content_items",
            "SELECT, INSERT, DELETE ON roadmap.concept_progress",
            // DELETE is for versions before the reference to the roadmap, which run beside this one during an upgrade.
            "SELECT, DELETE ON roadmap.execution_logs",
            "SELECT ON roadmap.samples",
        ],
        "workflow" =>
        [
            .. Messaging,
            "SELECT, UPDATE ON roadmap.roadmaps",
            "SELECT, INSERT ON roadmap.events",
            "SELECT, INSERT, DELETE ON roadmap.content_items",
        ],
        "content" =>
        [
            .. Messaging,
            "SELECT, UPDATE ON roadmap.roadmaps",
            "SELECT, INSERT ON roadmap.events",
            "SELECT, UPDATE ON roadmap.content_items",
        ],
        "logs" => [.. Messaging, "SELECT, INSERT ON roadmap.execution_logs", "SELECT (id) ON roadmap.roadmaps"],
        // Without pg_monitor the state of other roles' sessions is NULL.
        "monitor" =>
        [
            "SELECT ON roadmap.outbox, roadmap.inbox, roadmap.instances",
            "SELECT (status, updated_at) ON roadmap.roadmaps",
            "SELECT, INSERT, UPDATE, DELETE ON roadmap.leases, roadmap.samples",
            "pg_monitor",
        ],
        _ => Messaging,
    };
}
