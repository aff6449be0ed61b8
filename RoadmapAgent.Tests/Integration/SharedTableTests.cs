using Npgsql;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// What a person with the password of a service could do to the rows of other services, in the tables that all of them share.
/// </summary>
[Collection(OnLaptopFleet.Name)]
public sealed class SharedTableTests(LaptopFleet fleet) : FleetTest(fleet)
{
    public static TheoryData<string> Services => LeastPrivilegeTests.Services;

    /// <summary>The workflow sweeps and purges for all, and the monitor reads; no other role knows of others' messages.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_sees_changes_deletes_and_forges_no_message_of_another(string service)
    {
        var others = Services.Select(row => row.Data).Where(other => other != service).ToArray();
        var ids = others.Select(_ => Guid.CreateVersion7()).ToArray();
        await using var administrator = await fleet.OpenDirectAsync();
        await using var connection = await fleet.OpenAsAsync(service);
        var (sweeps, monitors) = (service == "workflow", service == "monitor");
        var (seen, changed) = (sweeps || monitors ? 1 : 0, monitors ? PostgresErrorCodes.InsufficientPrivilege : sweeps ? "1" : "0");
        await AttemptAsync(
            administrator,
            """
            WITH handled AS (INSERT INTO roadmap.inbox (message_id, consumer) SELECT * FROM unnest($1, $2))
            INSERT INTO roadmap.outbox (message_id, message_type, body, sender, available_at)
            SELECT id, 'Test', '{}', 'roadmap_' || other, now() + interval '1 day' FROM unnest($1, $2) AS u(id, other)
            """,
            keep: true,
            ids,
            others);

        foreach (var (id, other) in ids.Zip(others))
        {
            Assert.Equal($"{seen}", await AttemptAsync(connection, "SELECT message_id FROM roadmap.outbox WHERE message_id = $1", id));
            Assert.Equal($"{seen}", await AttemptAsync(connection, "SELECT message_id FROM roadmap.inbox WHERE message_id = $1", id));
            Assert.Equal(
                changed, await AttemptAsync(connection, "UPDATE roadmap.outbox SET claimed_until = now() WHERE message_id = $1", id));
            Assert.Equal(changed, await AttemptAsync(connection, "DELETE FROM roadmap.outbox WHERE message_id = $1", id));
            Assert.Equal(changed, await AttemptAsync(connection, "DELETE FROM roadmap.inbox WHERE message_id = $1", id));
            await RefusedAsync("UPDATE roadmap.outbox SET body = '{}' WHERE message_id = $1", id);
            await RefusedAsync("UPDATE roadmap.inbox SET handled_at = now() WHERE message_id = $1", id);
            await RefusedAsync(
                "INSERT INTO roadmap.outbox (message_id, message_type, body, sender) VALUES ($1, 'Test', '{}', 'roadmap_' || $2)",
                Guid.NewGuid(),
                other);
            await RefusedAsync("UPDATE roadmap.outbox SET sender = 'roadmap_' || $1", other);
            // A message whose inbox row is there counts as handled.
            await RefusedAsync("INSERT INTO roadmap.inbox (message_id, consumer) VALUES ($1, $2)", Guid.NewGuid(), other);
        }

        await AttemptAsync(
            administrator,
            "WITH sent AS (DELETE FROM roadmap.outbox WHERE message_id = ANY ($1)) DELETE FROM roadmap.inbox WHERE message_id = ANY ($1)",
            keep: true,
            ids);

        async Task RefusedAsync(string sql, params object[] parameters) => Assert.Equal(
            (sql, PostgresErrorCodes.InsufficientPrivilege), (sql, await AttemptAsync(connection, sql, parameters)));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("workflow")]
    [InlineData("logs")]
    [InlineData("monitor")]
    public async Task A_worker_cannot_change_whose_a_roadmap_is_or_what_was_asked_for(string service)
    {
        await using var connection = await fleet.OpenAsAsync(service);
        foreach (var column in new[] { "id", "owner", "request", "created_at", "idempotency_key", "skip_review" })
        {
            Assert.Equal(
                (column, PostgresErrorCodes.InsufficientPrivilege),
                (column, await AttemptAsync(connection, $"UPDATE roadmap.roadmaps SET {column} = {column}")));
        }
    }

    /// <summary>Those of the running fleet.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_sees_changes_deletes_and_forges_no_process_of_another(string service)
    {
        // What is reported in advance may be reset: RowSecurityTests.
        const string Others = "WHERE service <> $1 AND seen_at < now()";
        const string Forge = """
            INSERT INTO roadmap.instances (service, instance) VALUES ($1, 'forged')
            ON CONFLICT (service, instance) DO UPDATE SET seen_at = EXCLUDED.seen_at
            """;
        await using var connection = await fleet.OpenAsAsync(service);
        var monitors = service == "monitor";
        var changed = monitors ? PostgresErrorCodes.InsufficientPrivilege : "0";

        var seen = await AttemptAsync(connection, $"SELECT service FROM roadmap.instances {Others}", service);
        Assert.Equal(monitors, seen != "0");
        Assert.Equal(changed, await AttemptAsync(connection, $"UPDATE roadmap.instances SET seen_at = now() {Others}", service));
        Assert.Equal(changed, await AttemptAsync(connection, $"DELETE FROM roadmap.instances {Others}", service));
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            await AttemptAsync(connection, Forge, service == "api" ? "logs" : "api"));
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            await AttemptAsync(connection, "UPDATE roadmap.instances SET service = $1", service == "api" ? "logs" : "api"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_sees_takes_prolongs_and_ends_no_lease_of_another(string service)
    {
        const string Take = """
            INSERT INTO roadmap.leases AS l (name, holder, held_until) VALUES ($1, 'a thief', now() + interval '1 day')
            ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
            """;
        string[] all = [LeaseNames.OutboxSweep, LeaseNames.Reconciler, LeaseNames.Retention, LeaseNames.ConnectionMonitor, "not-a-lease"];
        string[] own = service switch
        {
            "workflow" => all[..3],
            "monitor" => all[3..4],
            _ => [],
        };
        // A role that may take none is told that another process holds it, which a version that asks for it can do with.
        var refused = own.Length > 0 ? PostgresErrorCodes.InsufficientPrivilege : "0";
        await using var administrator = await fleet.OpenDirectAsync();
        await AttemptAsync(
            administrator,
            "INSERT INTO roadmap.leases SELECT name, 'test', now() FROM unnest($1) AS name ON CONFLICT DO NOTHING",
            keep: true,
            (object)all);
        await using var connection = await fleet.OpenAsAsync(service);

        foreach (var lease in all.Except(own))
        {
            Assert.Equal("0", await AttemptAsync(connection, "SELECT name FROM roadmap.leases WHERE name = $1", lease));
            Assert.Equal((lease, refused), (lease, await AttemptAsync(connection, Take, lease)));
            Assert.Equal("0", await AttemptAsync(connection, "UPDATE roadmap.leases SET held_until = now() WHERE name = $1", lease));
            Assert.Equal("0", await AttemptAsync(connection, "DELETE FROM roadmap.leases WHERE name = $1", lease));
        }

        Assert.Equal(refused, await AttemptAsync(connection, Take, "one that does not exist"));
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege, await AttemptAsync(connection, "UPDATE roadmap.leases SET name = $1", all[0]));
        foreach (var lease in own)
        {
            Assert.Equal("1", await AttemptAsync(connection, Take, lease));
        }

        await AttemptAsync(administrator, "DELETE FROM roadmap.leases WHERE name = $1", keep: true, "not-a-lease");
    }

    /// <summary>Processes of the version before run beside this one during an update.</summary>
    [Theory]
    [InlineData("api")]
    [InlineData("logs")]
    [InlineData("content")]
    public async Task A_service_that_asks_for_the_sweep_is_told_that_another_process_sweeps(string service)
    {
        await using var connection = await fleet.OpenAsAsync(service);

        var lease = new Lease(LeaseNames.OutboxSweep, "a process of the version before", TimeSpan.FromSeconds(20));
        Assert.Null(await OutboxTable.ClaimAsync(connection, lease, limit: 1, Cancellation));
        Assert.Equal(0, await InboxTable.PurgeAsync(connection, TimeSpan.Zero, 1, Cancellation));
        Assert.Equal(0, await LeaseTable.ReleaseAsync(connection, lease, Cancellation));
    }

    /// <summary>Returns the number of rows that a statement has found or changed, or its SQLSTATE; rolls it back.</summary>
    private static Task<string> AttemptAsync(NpgsqlConnection connection, string sql, params object[] parameters) =>
        AttemptAsync(connection, sql, keep: false, parameters);

    private static async Task<string> AttemptAsync(NpgsqlConnection connection, string sql, bool keep, params object[] parameters)
    {
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        try
        {
            var rows = 0;
            await using (var reader = await command.ExecuteReaderAsync(Cancellation))
            {
                while (await reader.ReadAsync(Cancellation))
                {
                    rows++;
                }

                rows += Math.Max(0, reader.RecordsAffected);
            }

            if (keep)
            {
                await transaction.CommitAsync(Cancellation);
            }

            return $"{rows}";
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }
}
