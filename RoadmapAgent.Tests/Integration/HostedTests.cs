using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The fleet on a managed database, configured only with two URIs as providers show them and the plan's limits.</summary>
public sealed class HostedFleet() : FleetFixture("--Fleet:Servers=Hosted")
{
    private readonly HostedServers _servers = new();

    internal HostedServers Servers => _servers;

    protected override async Task<string[]> PrepareAsync()
    {
        await _servers.StartAsync(CancellationToken.None);
        return
        [
            $"--ConnectionStrings:roadmap={_servers.Pooled}", $"--ConnectionStrings:roadmap-direct={_servers.DirectUri}",
            $"--Fleet:Postgres:MaxConnections={HostedServers.MaxConnections}",
            $"--Fleet:Pooler:PoolSize={HostedServers.PoolSize}",
            $"--Fleet:Pooler:MaxClientConnections={HostedServers.MaxClientConnections}",
            "--Fleet:Idle:After=00:00:30",
            // No test meets the next look.
            "--Fleet:Idle:Interval=12:00:00",
        ];
    }

    protected override ValueTask CleanUpAsync() => _servers.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class OnHostedFleet : ICollectionFixture<HostedFleet>
{
    public const string Name = "Hosted fleet";
}

[Collection(OnHostedFleet.Name)]
public sealed class HostedTests(HostedFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task A_roadmap_completes_on_a_hosted_database_with_one_role()
    {
        Assert.DoesNotContain(
            fleet.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources,
            resource => resource.Name is "pgbouncer" or "postgres");
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn Kubernetes"), TimeSpan.FromMinutes(3), "completed");

        await using var connection = new NpgsqlConnection(fleet.Servers.Direct);
        await connection.OpenAsync(Cancellation);
        await using var roles = new NpgsqlCommand("SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname LIKE 'roadmap%'", connection);
        Assert.Equal(0L, await roles.ExecuteScalarAsync(Cancellation));
        Assert.DoesNotContain(fleet.Log, line => line.Contains(FleetFixture.SecretMark, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(fleet.Telemetry.Leaks);
    }

    [Fact(Explicit = true)]
    public async Task An_idle_fleet_leaves_its_database_alone_until_the_first_request()
    {
        KeepRunningFor(TimeSpan.FromMinutes(15));
        // A fleet that is not idle asks every few seconds.
        var silence = TimeSpan.FromMinutes(1);
        await using var connection = new NpgsqlConnection(fleet.Servers.Direct);
        await connection.OpenAsync(Cancellation);
        var message = await DelayAsync(connection, TimeSpan.FromMinutes(3));
        var (last, clock) = ("", Stopwatch.StartNew());
        await Eventually.TrueAsync(TimeSpan.FromMinutes(6), () => $"the fleet was not silent: {last}", async () =>
        {
            var trace = await TraceAsync(connection);
            if (trace != last)
            {
                (last, clock) = (trace, Stopwatch.StartNew());
            }

            return clock.Elapsed >= silence;
        });

        var health = await fleet.ReadAsync("/health/connections");
        Assert.Equal("Healthy", health.GetProperty("status").GetString());
        Assert.Equal(last, await TraceAsync(connection));

        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(4), () => "the delayed message was not published", async () => !await WaitsAsync(connection, message));
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(3), "completed");
        JsonElement sample = default;
        await Eventually.TrueAsync(TimeSpan.FromMinutes(2), () => $"the last sample was {sample}", async () =>
        {
            sample = await fleet.ReadAsync("/api/operations/connections");
            return sample.GetProperty("services").EnumerateArray().All(
                service => service.GetProperty("processes").GetInt32() == service.GetProperty("declaredProcesses").GetInt32());
        });
        Assert.Empty(sample.GetProperty("findings").EnumerateArray());
    }

    /// <summary>Stores a delayed message that changes nothing: its roadmap does not exist.</summary>
    private static async Task<Guid> DelayAsync(NpgsqlConnection connection, TimeSpan delay)
    {
        var (id, message) = (Guid.CreateVersion7(), new AdvanceRoadmap(Guid.NewGuid(), WorkflowStep.IntentAnalysis, Round: 0));
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO roadmap.outbox (message_id, queue, message_type, body, due_at, available_at)
            VALUES ($1, $2, $3, $4::jsonb, now() + $5, now() + $5)
            """, connection)
        {
            Parameters =
            {
                new() { Value = id },
                new() { Value = Queues.Of(typeof(AdvanceRoadmap)) },
                new() { Value = MessageTypes.NameOf(typeof(AdvanceRoadmap)) },
                new() { Value = JsonSerializer.Serialize(message, DomainJson.Options) },
                new() { Value = delay },
            },
        };
        await command.ExecuteNonQueryAsync(Cancellation);
        return id;
    }

    private static async Task<bool> WaitsAsync(NpgsqlConnection connection, Guid message)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM roadmap.outbox WHERE message_id = $1)", connection)
        {
            Parameters = { new() { Value = message } },
        };
        return (bool)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>What changes with everything that an idle service asks.</summary>
    private static async Task<string> TraceAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT concat_ws(' ',
              (SELECT string_agg(name || ' ' || held_until, ' ' ORDER BY name) FROM roadmap.leases),
              (SELECT string_agg(service || ' ' || seen_at, ' ' ORDER BY service, instance) FROM roadmap.instances),
              (SELECT max(at) FROM roadmap.samples),
              (SELECT max(query_start) FROM pg_catalog.pg_stat_activity WHERE application_name LIKE 'roadmap\_agent.%'))
            """, connection);
        return (string)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    [Theory]
    [InlineData("Supavisor")]
    [InlineData("")]
    public async Task Sessions_that_the_pooler_renames_are_neither_foreign_nor_anybody_elses(string application)
    {
        await using var renamed = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(fleet.Servers.Direct) { ApplicationName = application, Enlist = false });
        await using var first = await renamed.OpenConnectionAsync(Cancellation);
        await using var second = await renamed.OpenConnectionAsync(Cancellation);

        JsonElement sample = default;
        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => $"the last sample was {sample}", async () =>
        {
            using var response = await fleet.Api.GetAsync(new Uri("/api/operations/connections", UriKind.Relative), Cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return false;
            }

            sample = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
            return sample.GetProperty("unattributed").EnumerateArray().Any(
                group => group.GetProperty("application").GetString() == application && group.GetProperty("count").GetInt32() >= 2);
        });
        Assert.Empty(sample.GetProperty("foreign").EnumerateArray());
        Assert.Empty(sample.GetProperty("findings").EnumerateArray());
        Assert.All(
            sample.GetProperty("services").EnumerateArray(),
            service => Assert.Equal(JsonValueKind.Null, service.GetProperty("backends").ValueKind));
    }
}
