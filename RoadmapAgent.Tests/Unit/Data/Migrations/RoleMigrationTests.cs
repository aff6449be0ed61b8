using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.Scram;
using RoadmapAgent.Data.Migrations;

namespace RoadmapAgent.Tests.Unit.Data.Migrations;

public sealed class RoleMigrationTests
{
    private const string Progress =
        "UPDATE (status, step, round, edits, version, last_sequence, intent, framework, score, feedback, error, updated_at, ended_at, "
        + "held_commands)";

    private static readonly ExistingRole Plain = new(
        IsSuperuser: false, CreatesDatabases: false, CreatesRoles: false, Settings: [], UsesSchema: false, Monitors: false);

    private static readonly string[] Services = ["api", "workflow", "content", "logs", "monitor"];

    [Fact]
    public void Role_statements_contain_the_verifier_and_never_the_password()
    {
        var passwords = from start in ArbMap.Default.GeneratorFor<Guid>()
                        from rest in Gen.Choose(' ', '~').Select(character => (char)character).ArrayOf()
                        select $"{start:N}{new string(rest)}";
        Prop.ForAll(Arb.From(passwords), password => Assert.All(Services, service =>
        {
            var statements = Statements(service, exists: false, password);
            Assert.DoesNotContain(statements, statement => statement.Contains(password[..32], StringComparison.Ordinal));
            Assert.Matches(@" PASSWORD 'SCRAM-SHA-256\$4096:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+'$", statements[0]);
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_new_role_is_created_and_an_existing_one_is_altered()
    {
        Assert.StartsWith(
            "CREATE ROLE \"roadmap_api\" LOGIN INHERIT CONNECTION LIMIT 20 PASSWORD ",
            Statements("api", exists: false)[0],
            StringComparison.Ordinal);
        Assert.StartsWith(
            "ALTER ROLE \"roadmap_api\" LOGIN INHERIT CONNECTION LIMIT 20 PASSWORD ",
            Statements("api", exists: true)[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_is_as_it_should_be_gets_only_its_password_and_its_table_privileges()
    {
        var ready = new ExistingRole(
            false, false, false, ["statement_timeout=30s", "idle_in_transaction_session_timeout=15s", "lock_timeout=10s"], true, true);

        var statements = RoleMigration.Statements(new("monitor", "a secret of the test", 5), ready).ToList();

        Assert.DoesNotContain(statements, statement => statement.Contains(" SET ", StringComparison.Ordinal));
        Assert.DoesNotContain(statements, statement => statement.Contains("SCHEMA roadmap TO", StringComparison.Ordinal));
        Assert.DoesNotContain(statements, statement => statement.Contains("pg_monitor", StringComparison.Ordinal));
    }

    [Fact]
    public void Excessive_attributes_are_withdrawn() => Assert.StartsWith(
        "ALTER ROLE \"roadmap_api\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT CONNECTION LIMIT 20 PASSWORD ",
        RoleMigration.Statements(new("api", "a secret of the test", 20), new(true, true, true, [], false, false)).First(),
        StringComparison.Ordinal);

    [Fact]
    public void A_role_that_policies_do_not_apply_to_is_made_one_that_they_do() => Assert.StartsWith(
        "ALTER ROLE \"roadmap_api\" LOGIN NOBYPASSRLS INHERIT ",
        RoleMigration.Statements(new("api", "a secret of the test", 20), Plain with { BypassesRowSecurity = true }).First(),
        StringComparison.Ordinal);

    [Fact]
    public void A_role_with_a_given_salt_has_the_same_verifier_as_the_pooler() => Assert.Contains(
        ScramVerifier.Create("secret", "c2FsdA=="),
        RoleMigration.Statements(new("api", "secret", 20, "c2FsdA=="), new(false, false, false, [], false, false)).First(),
        StringComparison.Ordinal);

    [Fact]
    public void A_quote_in_a_service_name_is_escaped_in_the_role_name() =>
        Assert.StartsWith(
            "CREATE ROLE \"roadmap_x\"\" SUPERUSER; --\" LOGIN ",
            Statements("x\" SUPERUSER; --", exists: false)[0],
            StringComparison.Ordinal);

    [Fact]
    public void Every_role_has_timeouts_that_apply_behind_the_pooler() => Assert.All(Services, service => Assert.Equal(
        [
            $"ALTER ROLE \"roadmap_{service}\" SET statement_timeout = '30s'",
            $"ALTER ROLE \"roadmap_{service}\" SET idle_in_transaction_session_timeout = '15s'",
            $"ALTER ROLE \"roadmap_{service}\" SET lock_timeout = '10s'",
        ],
        Statements(service, exists: true).Where(statement => statement.Contains(" SET ", StringComparison.Ordinal))));

    [Fact]
    public void Settings_that_a_role_has_given_itself_are_reset()
    {
        string[] settings = ["statement_timeout=0", "lock_timeout=10s", "search_path=pg_temp, \"a=b\"", "my.own=x"];

        var existing = Plain with { Settings = settings, SettingsInDatabases = [("roadmap", "statement_timeout")] };
        var statements = RoleMigration.Statements(new("api", "a secret of the test", 20), existing).ToList();

        Assert.Equal(
            [
                "ALTER ROLE \"roadmap_api\" RESET \"search_path\"",
                "ALTER ROLE \"roadmap_api\" RESET \"my\".\"own\"",
                "ALTER ROLE \"roadmap_api\" IN DATABASE \"roadmap\" RESET \"statement_timeout\"",
                "ALTER ROLE \"roadmap_api\" SET statement_timeout = '30s'",
                "ALTER ROLE \"roadmap_api\" SET idle_in_transaction_session_timeout = '15s'",
            ],
            statements[1..6]);
    }

    [Fact]
    public void Existing_privileges_are_revoked_before_new_ones_are_granted() => Assert.All(Services, service =>
    {
        var statements = Statements(service, exists: true);

        var revoked = statements.IndexOf($"REVOKE ALL ON ALL TABLES IN SCHEMA roadmap FROM \"roadmap_{service}\"");
        Assert.InRange(revoked, 0, statements.Count);
        Assert.All(
            statements.Index().Where(entry => entry.Item.StartsWith("GRANT ", StringComparison.Ordinal)),
            grant => Assert.True(grant.Index > revoked));
    });

    [Theory]
    [InlineData("api", "roadmaps", "SELECT, INSERT, UPDATE, DELETE")]
    [InlineData("api", "events", "SELECT, INSERT")]
    [InlineData("api", "execution_logs", "SELECT, DELETE")]
    [InlineData("api", "trash", "SELECT, INSERT, DELETE")]
    [InlineData("workflow", "roadmaps", $"SELECT, {Progress}, DELETE")]
    [InlineData("workflow", "trash", "SELECT")]
    [InlineData("workflow", "reviews", "SELECT, UPDATE (answers)")]
    [InlineData("workflow", "content_items", "SELECT, INSERT, DELETE")]
    [InlineData("workflow", "events", "SELECT, INSERT, DELETE")]
    [InlineData("workflow", "execution_logs", "SELECT, DELETE")]
    [InlineData("workflow", "samples", null)]
    [InlineData("content", "roadmaps", $"SELECT, {Progress}")]
    [InlineData("content", "content_items", "SELECT, UPDATE")]
    [InlineData("content", "events", "SELECT, INSERT")]
    [InlineData("content", "execution_logs", null)]
    [InlineData("logs", "execution_logs", "SELECT, INSERT")]
    [InlineData("logs", "roadmaps", "SELECT (id)")]
    [InlineData("api", "content_items", "SELECT, INSERT, UPDATE")]
    [InlineData("api", "concept_progress", "SELECT, INSERT, DELETE")]
    [InlineData("api", "reviews", "SELECT, INSERT")]
    [InlineData("api", "quiz_attempts", "SELECT, INSERT")]
    [InlineData("api", "cards", "SELECT, INSERT, UPDATE, DELETE")]
    [InlineData("content", "cards", null)]
    [InlineData("content", "trash", null)]
    [InlineData("content", "quiz_attempts", null)]
    [InlineData("logs", "content_items", null)]
    [InlineData("monitor", "roadmaps", "SELECT (status, updated_at)")]
    [InlineData("monitor", "outbox", "SELECT")]
    [InlineData("monitor", "leases", "SELECT, INSERT, UPDATE (holder, held_until), DELETE")]
    [InlineData("monitor", "samples", "SELECT, INSERT, UPDATE, DELETE")]
    [InlineData(
        "newcomer", "outbox", "SELECT, INSERT, UPDATE (available_at, claimed_until, attempts, poisoned_at, last_error), DELETE")]
    [InlineData("newcomer", "inbox", "SELECT, INSERT, DELETE")]
    [InlineData("newcomer", "instances", "SELECT, INSERT, UPDATE (seen_at), DELETE")]
    [InlineData("newcomer", "leases", "SELECT, INSERT, UPDATE (holder, held_until), DELETE")]
    [InlineData("newcomer", "roadmaps", null)]
    public void A_service_is_granted_exactly_the_table_privileges_it_needs(string service, string table, string? rights)
    {
        var granted = Statements(service, exists: true)
            .Where(
                statement =>
                    statement.StartsWith("GRANT ", StringComparison.Ordinal) && statement
                        .Contains(" ON roadmap.", StringComparison.Ordinal))
            .Select(statement => statement["GRANT ".Length..statement.IndexOf(" TO ", StringComparison.Ordinal)].Split(" ON "))
            .SingleOrDefault(grant => grant[1].Split(", ").Contains($"roadmap.{table}"));

        Assert.Equal(rights, granted?[0]);
    }

    [Fact]
    public void Only_the_monitor_is_granted_pg_monitor() => Assert.Equal(
        ["monitor"], Services.Where(service => Statements(service, exists: true).Contains($"GRANT pg_monitor TO \"roadmap_{service}\"")));

    private static List<string> Statements(string service, bool exists, string password = "a secret of the test") =>
        [.. RoleMigration.Statements(new(service, password, 20), exists ? Plain : null)];
}
