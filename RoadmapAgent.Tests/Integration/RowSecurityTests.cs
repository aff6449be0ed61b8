using Npgsql;
using RoadmapAgent.Data.Leases;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What still has to work where a role reaches its own rows only.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class RowSecurityTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly Lease Sweep = new(LeaseNames.OutboxSweep, "this process", TimeSpan.FromMinutes(1));
    private static readonly string[] Services = ["api", "logs", "content", "workflow"];

    private readonly Dictionary<string, string> _roles = [];
    private ContentDatabase _database = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await ContentDatabase.CreateAsync(fleet);
        foreach (var service in Services)
        {
            _roles.Add(service, await _database.AddRoleAsync(service));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_processes_of_all_services_have_left_behind_is_swept_by_the_workflow()
    {
        foreach (var service in Services)
        {
            await SendAsync(service);
        }

        // They were killed after the commit.
        await _database.ExecuteAsync("UPDATE roadmap.outbox SET claimed_until = now() - interval '1 second'");
        var workflow = Process("workflow");

        var swept = await workflow.RunAsync((connection, ct) => OutboxTable.ClaimAsync(connection, Sweep, limit: 10, ct), Cancellation);

        Assert.Equal(Services.Length, swept!.Messages.Count);
        Guid[] ids = [.. swept.Messages.Select(message => message.MessageId)];
        await RunAsync(workflow, (connection, ct) => OutboxTable.ReleaseAsync(connection, ids[..2], TimeSpan.Zero, "The broker.", ct));
        await RunAsync(workflow, (connection, ct) => OutboxTable.PoisonAsync(connection, ids[2], "Unreadable.", ct));
        await RunAsync(workflow, (connection, ct) => OutboxTable.DeleteAsync(connection, [ids[3]], ct));
        Assert.Equal(
            "2 released, 1 poisoned",
            await _database.ExecuteAsync(
                """
                SELECT concat(count(*) FILTER (WHERE poisoned_at IS NULL AND claimed_until IS NULL), ' released, ',
                  count(*) FILTER (WHERE poisoned_at IS NOT NULL), ' poisoned') FROM roadmap.outbox
                """));
    }

    [Fact]
    public async Task A_process_deletes_what_its_service_has_sent_and_nothing_else()
    {
        await SendAsync("api");
        var own = (Guid)(await _database.ExecuteAsync("SELECT message_id FROM roadmap.outbox"))!;
        var foreign = (Guid)(await _database.ExecuteAsync(
            """
            INSERT INTO roadmap.outbox (message_id, message_type, body) VALUES (gen_random_uuid(), 'Test', '{}') RETURNING message_id
            """))!;

        await RunAsync(Process("api"), (connection, ct) => OutboxTable.DeleteAsync(connection, [own, foreign], ct));

        Assert.Equal(foreign, await _database.ExecuteAsync("SELECT message_id FROM roadmap.outbox"));
    }

    [Fact]
    public async Task A_message_that_was_handled_before_is_recognized()
    {
        var database = _database.AddProcess<RoadmapDatabase>(_roles["workflow"]);
        var message = Guid.NewGuid();
        Assert.True(await database.WriteOnceAsync(message, "workflow", (_, _) => Task.CompletedTask, Cancellation));

        Assert.False(await database.WriteOnceAsync(message, "workflow", (_, _) => Task.CompletedTask, Cancellation));
    }

    /// <summary>As the first process of a fleet that wakes does.</summary>
    [Fact]
    public async Task What_another_process_reported_in_advance_can_be_reset_to_the_present_and_to_nothing_else()
    {
        await _database.ExecuteAsync(
            """
            INSERT INTO roadmap.instances (service, instance, seen_at)
            VALUES ('logs', 'silent', now() + interval '1 hour'), ('logs', 'other', now() - interval '1 minute')
            """);
        var api = Process("api");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(
            api, "UPDATE roadmap.instances SET seen_at = now() - interval '1 hour' WHERE seen_at > now()"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await ExecuteAsync(
            api,
            """
            UPDATE roadmap.instances SET seen_at = now() WHERE (service, instance) IN (
              SELECT service, instance FROM roadmap.instances WHERE seen_at > now() FOR UPDATE SKIP LOCKED)
            """);

        Assert.Equal(
            "other silent",
            await _database.ExecuteAsync(
                """
                SELECT string_agg(instance, ' ' ORDER BY seen_at) FROM roadmap.instances
                WHERE seen_at BETWEEN now() - interval '2 minutes' AND now()
                """));
    }

    /// <summary>The condition is one that PostgreSQL may evaluate last, so that it looks up what the statement asks for.</summary>
    [Theory]
    [InlineData("api", "UPDATE roadmap.outbox SET claimed_until = NULL WHERE message_id = ANY ($1)", "outbox_message_id_key")]
    [InlineData("api", "DELETE FROM roadmap.outbox WHERE message_id = ANY ($1)", "outbox_message_id_key")]
    [InlineData("workflow", "DELETE FROM roadmap.outbox WHERE message_id = ANY ($1)", "outbox_message_id_key")]
    [InlineData(
        "workflow",
        "SELECT id FROM roadmap.outbox WHERE poisoned_at IS NULL AND $1 <> '{}' ORDER BY available_at, id LIMIT 100",
        "outbox_due")]
    [InlineData(
        "workflow",
        "SELECT count(*) FROM roadmap.outbox WHERE redelivered > 0 AND poisoned_at IS NULL AND $1 <> '{}'",
        "outbox_redelivered")]
    public async Task Statements_on_the_outbox_use_their_index(string service, string sql, string index)
    {
        await _database.ExecuteAsync(
            """
            INSERT INTO roadmap.outbox (message_id, message_type, body, sender)
            SELECT gen_random_uuid(), 'Test', '{}', $1 FROM generate_series(1, 5000)
            """,
            _roles["api"]);
        await _database.ExecuteAsync("ANALYZE roadmap.outbox");

        var plan = await Process(service).RunAsync(
            async (connection, ct) =>
            {
                await using var command = new NpgsqlCommand($"EXPLAIN (COSTS OFF) {sql}", connection)
                {
                    Parameters = { new() { Value = new[] { Guid.NewGuid() } } },
                };
                await using var reader = await command.ExecuteReaderAsync(ct);
                var lines = new List<string>();
                while (await reader.ReadAsync(ct))
                {
                    lines.Add(reader.GetString(0));
                }

                return string.Join('\n', lines);
            },
            Cancellation);

        Assert.Contains($" {index}", plan, StringComparison.Ordinal);
        Assert.Equal(service == "api", plan.Contains("sender", StringComparison.Ordinal));
    }

    private static async Task RunAsync(ServiceDatabase process, Func<NpgsqlConnection, CancellationToken, Task> work) =>
        await process.RunAsync<object?>(
            async (connection, ct) =>
            {
                await work(connection, ct);
                return null;
            },
            Cancellation);

    private static Task ExecuteAsync(ServiceDatabase process, string sql) => RunAsync(process, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    });

    private ServiceDatabase Process(string service) => _database.AddProcess<ServiceDatabase>(_roles[service]);

    private Task SendAsync(string service) => _database.AddProcess<RoadmapDatabase>(_roles[service]).WriteAsync(
        (unit, _) =>
        {
            unit.Send(new GenerateConcept(Guid.NewGuid(), "c-1-1-1"));
            return Task.CompletedTask;
        },
        Cancellation);
}
