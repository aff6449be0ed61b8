using Npgsql;
using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Data.Migrations;

/// <summary>
/// Creates or alters the roles on every run, so that a new password or limit takes effect on existing data. Grants are revoked and granted
/// again, so that grants a service no longer needs are removed. Settings that a role has given itself are reset, and PostgreSQL's default
/// grants to PUBLIC withdrawn.
/// </summary>
internal static class RoleMigration
{
    private const string Monitoring = "pg_monitor";

    private static readonly (string Name, string Value)[] Settings =
        [("statement_timeout", "30s"), ("idle_in_transaction_session_timeout", "15s"), ("lock_timeout", "10s")];

    // Of the rows that their policies let them reach (RowPolicies). No role may change what a message says or who sent it.
    private static readonly string[] Messaging =
    [
        "SELECT, INSERT, UPDATE (available_at, claimed_until, attempts, poisoned_at, last_error), DELETE ON roadmap.outbox",
        "SELECT, INSERT, UPDATE (seen_at), DELETE ON roadmap.instances",
        "SELECT, INSERT, DELETE ON roadmap.inbox",
        // Most services take none; processes of the version before ask for the sweep's.
        "SELECT, INSERT, UPDATE (holder, held_until), DELETE ON roadmap.leases",
        "SELECT ON roadmap.completed_migrations",
    ];

    // No worker may change whose a roadmap is or what was asked for.
    private const string Progress =
        "UPDATE (status, step, round, edits, version, last_sequence, intent, framework, score, feedback, error, updated_at, ended_at, "
        + "held_commands)";

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
        var existing = await ReadAsync(connection, transaction, cancellationToken);
        foreach (var statement in roles.SelectMany(role => Statements(role, existing.GetValueOrDefault(role.Name))))
        {
            await DatabaseMigration.ExecuteAsync(connection, transaction, statement, cancellationToken);
        }

        await PublicPrivileges.WithdrawAsync(connection, transaction, roles, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, ExistingRole>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var query = new NpgsqlCommand(
            """
            SELECT r.rolname::text, rolsuper, rolcreatedb, rolcreaterole, COALESCE(rolconfig, '{}'),
              pg_catalog.has_schema_privilege(r.oid, 'roadmap', 'USAGE'), pg_catalog.pg_has_role(r.oid, 'pg_monitor', 'USAGE'),
              COALESCE(s.databases, '{}'), COALESCE(s.names, '{}'), rolbypassrls
            FROM pg_catalog.pg_roles AS r
            LEFT JOIN LATERAL (
              SELECT array_agg(d.datname::text) AS databases, array_agg(split_part(c.setting, '=', 1)) AS names
              FROM pg_catalog.pg_db_role_setting AS own
              JOIN pg_catalog.pg_database AS d ON d.oid = own.setdatabase
              CROSS JOIN LATERAL unnest(own.setconfig) AS c(setting)
              WHERE own.setrole = r.oid) AS s ON true
            """,
            connection,
            transaction);
        var roles = new Dictionary<string, ExistingRole>(StringComparer.Ordinal);
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            roles.Add(reader.GetString(0), new(
                reader.GetBoolean(1),
                reader.GetBoolean(2),
                reader.GetBoolean(3),
                await reader.GetFieldValueAsync<string[]>(4, cancellationToken),
                reader.GetBoolean(5),
                reader.GetBoolean(6))
            {
                BypassesRowSecurity = reader.GetBoolean(9),
                SettingsInDatabases =
                [
                    .. (await reader.GetFieldValueAsync<string[]>(7, cancellationToken))
                        .Zip(await reader.GetFieldValueAsync<string[]>(8, cancellationToken)),
                ],
            });
        }

        return roles;
    }

    /// <summary>
    /// Returns the statements that define a role; null for a new one. The password is sent as a verifier, never in plain text.
    /// </summary>
    internal static IEnumerable<string> Statements(RoleDefinition role, ExistingRole? existing)
    {
        var name = SqlName.Quote(role.Name);
        var verifier = ScramVerifier.Create(role.Password, role.Salt ?? ScramVerifier.NewSalt());
        yield return $"{(existing is null ? "CREATE" : "ALTER")} ROLE {name} LOGIN{Withdrawn(existing)} INHERIT "
            + $"CONNECTION LIMIT {role.ConnectionLimit} PASSWORD '{verifier}'";
        // A role may set its own defaults, and PostgreSQL has no privilege to withdraw for that.
        foreach (var foreign in (existing?.Settings ?? []).Select(NameOf).Except(Settings.Select(setting => setting.Name)))
        {
            yield return $"ALTER ROLE {name} RESET {SqlName.QuoteSetting(foreign)}";
        }

        foreach (var (database, setting) in existing?.SettingsInDatabases ?? [])
        {
            yield return $"ALTER ROLE {name} IN DATABASE {SqlName.Quote(database)} RESET {SqlName.QuoteSetting(setting)}";
        }

        foreach (var (setting, value) in Settings.Where(setting => existing?.Settings.Contains($"{setting.Name}={setting.Value}") != true))
        {
            yield return $"ALTER ROLE {name} SET {setting} = '{value}'";
        }

        yield return $"REVOKE ALL ON ALL TABLES IN SCHEMA roadmap FROM {name}";
        if (existing is not { UsesSchema: true })
        {
            yield return $"GRANT USAGE ON SCHEMA roadmap TO {name}";
        }

        foreach (var grant in Grants(role.Service).Where(grant => grant != Monitoring || existing is not { Monitors: true }))
        {
            yield return $"GRANT {grant} TO {name}";
        }
    }

    private static string NameOf(string setting) => setting[..setting.IndexOf('=', StringComparison.Ordinal)];

    private static string Withdrawn(ExistingRole? existing) => string.Concat(
        existing is { IsSuperuser: true } ? " NOSUPERUSER" : "",
        existing is { CreatesDatabases: true } ? " NOCREATEDB" : "",
        existing is { CreatesRoles: true } ? " NOCREATEROLE" : "",
        existing is { BypassesRowSecurity: true } ? " NOBYPASSRLS" : "");

    private static string[] Grants(string service) => service switch
    {
        "api" =>
        [
            .. Messaging,
            "SELECT, INSERT, UPDATE, DELETE ON roadmap.roadmaps, roadmap.cards, roadmap.notes",
            "SELECT, INSERT ON roadmap.events, roadmap.reviews, roadmap.quiz_attempts",
            "SELECT, INSERT, UPDATE ON roadmap.content_items",
            "SELECT, INSERT, DELETE ON roadmap.concept_progress, roadmap.trash",
            // DELETE is for versions before the reference to the roadmap, which run beside this one during an upgrade.
            "SELECT, DELETE ON roadmap.execution_logs",
            "SELECT ON roadmap.samples",
            "SELECT, INSERT ON roadmap.data_protection_keys",
        ],
        "workflow" =>
        [
            .. Messaging,
            // It deletes what has expired.
            $"SELECT, {Progress}, DELETE ON roadmap.roadmaps",
            "SELECT ON roadmap.trash",
            "SELECT, UPDATE (answers) ON roadmap.reviews",
            "SELECT, INSERT, DELETE ON roadmap.events",
            "SELECT, DELETE ON roadmap.execution_logs",
            "SELECT, INSERT, DELETE ON roadmap.content_items",
        ],
        "content" =>
        [
            .. Messaging,
            $"SELECT, {Progress} ON roadmap.roadmaps",
            "SELECT, INSERT ON roadmap.events",
            "SELECT, UPDATE ON roadmap.content_items",
        ],
        "logs" => [.. Messaging, "SELECT, INSERT ON roadmap.execution_logs", "SELECT (id) ON roadmap.roadmaps"],
        // Without pg_monitor the state of other roles' sessions is NULL.
        "monitor" =>
        [
            "SELECT ON roadmap.outbox, roadmap.inbox, roadmap.instances",
            "SELECT (status, updated_at) ON roadmap.roadmaps",
            "SELECT, INSERT, UPDATE (holder, held_until), DELETE ON roadmap.leases",
            "SELECT, INSERT, UPDATE, DELETE ON roadmap.samples",
            Monitoring,
        ],
        _ => Messaging,
    };
}
