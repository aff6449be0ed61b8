using RoadmapAgent.Api.Operations;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class FleetComparisonTests
{
    private static readonly FleetDescription Fleet = new()
    {
        Services =
        [
            new() { Name = "api", Replicas = 1, MaxPoolSize = 10, Share = 8 },
            new() { Name = "content", Replicas = 2, MaxPoolSize = 8, Gate = 3, Share = 10 },
        ],
    };

    [Fact]
    public void A_fleet_that_matches_its_declaration_has_no_findings()
    {
        var sample = Compare(Postgres(), Pooler());

        Assert.Empty(sample.Findings);
        Assert.Equal((84, 3), (sample.Server.Available, sample.Server.Reserved));
        Assert.Equal(
            (2, 10L, 4, 3L),
            (sample.Services[1].DeclaredProcesses, sample.Services[1].Share, sample.Services[1].Backends, sample.Services[1].Clients));
    }

    [Theory]
    [InlineData(60, "PostgreSQL's max_connections is 60, but 100 was declared.", "Unhealthy")]
    [InlineData(200, "PostgreSQL's max_connections is 200, but 100 was declared.", "Degraded")]
    public void A_different_max_connections_is_reported(int measured, string message, string level) =>
        Finds(Compare(Postgres() with { MaxConnections = measured }, Pooler()), message, level);

    [Fact]
    public void More_reserved_connections_than_declared_are_reported()
    {
        Finds(
            Compare(Postgres() with { SuperuserReserved = 10 }, Pooler()),
            "superuser_reserved_connections is 10, but 3 was declared",
            FindingLevel.Unhealthy);
        Finds(
            Compare(Postgres() with { Reserved = 5 }, Pooler()),
            "PostgreSQL's reserved_connections is 5, but 0 was declared",
            FindingLevel.Unhealthy);
    }

    [Fact]
    public void Connections_outside_the_budget_are_reported() =>
        Finds(
            Compare(Postgres(new BackendGroup("analyst", "psql", "idle", 2)), Pooler()),
            "2 PostgreSQL connections are not covered by the budget (role 'analyst', application 'psql').",
            FindingLevel.Degraded);

    [Fact]
    public void Connections_of_the_monitor_and_the_AppHost_are_not_foreign() =>
        Assert.Empty(
            Compare(
                Postgres(
                    new BackendGroup("roadmap_monitor", "", "active", 1), new BackendGroup("postgres", "roadmap_agent.apphost", "idle", 1)),
                Pooler()).Findings);

    [Theory]
    [InlineData(78, "Degraded")]
    [InlineData(93, "Unhealthy")]
    public void A_nearly_full_server_is_reported_with_the_role_that_fills_it(int connections, string level) =>
        Finds(
            Compare(Postgres(new BackendGroup("roadmap_monitor", "", "idle", connections - 6)), Pooler()),
            $"PostgreSQL uses {connections} of 97 connections: roadmap_monitor {connections - 6}",
            level);

    [Fact]
    public void A_service_that_exceeds_its_share_is_reported() =>
        Finds(
            Compare(Postgres(new BackendGroup("roadmap_api", "", "active", 9)), Pooler()),
            "api has 11 backends, but its share is 8.",
            FindingLevel.Unhealthy);

    [Theory]
    [InlineData(6, "Degraded")]
    [InlineData(12, "Unhealthy")]
    public void A_full_pool_is_reported_only_when_a_client_has_waited_long(int seconds, string level)
    {
        Assert.Empty(
            Compare(Postgres(), Pooler() with { Pools = [Pool("roadmap_content", waiting: 5, TimeSpan.FromSeconds(1))] }).Findings);
        Finds(
            Compare(Postgres(), Pooler() with { Pools = [Pool("roadmap_content", waiting: 5, TimeSpan.FromSeconds(seconds))] }),
            $"A client of content has waited {seconds}.0 s for a server connection; 5 are waiting.",
            level);
    }

    [Fact]
    public void A_client_that_was_refused_and_asks_again_has_waited_all_the_time()
    {
        var before = Compare(Postgres(), Pooler() with { Pools = [Pool("roadmap_content", waiting: 5, TimeSpan.FromSeconds(14))] });
        var again = new FleetComparison(Fleet, "roadmap_").Compare(
            DateTimeOffset.UnixEpoch.AddSeconds(5),
            Postgres(),
            Pooler() with { Pools = [Pool("roadmap_content", waiting: 5, TimeSpan.FromSeconds(1))] },
            [],
            [before]);
        var served = new FleetComparison(Fleet, "roadmap_").Compare(
            DateTimeOffset.UnixEpoch.AddSeconds(5), Postgres(), Pooler(), [], [before]);

        Finds(again, "A client of content has waited 14.0 s", FindingLevel.Unhealthy);
        Assert.Empty(served.Findings);
    }

    [Fact]
    public void An_unresponsive_or_differently_configured_pooler_is_reported()
    {
        var pooler = Pooler();
        Finds(
            Compare(Postgres(), pooler with { Config = new Dictionary<string, string> { ["max_client_conn"] = "50" } }),
            "PgBouncer's max_client_conn is 50, but 1000 was declared.",
            FindingLevel.Unhealthy);
        Finds(
            Compare(Postgres(), pooler with { Databases = [pooler.Databases[0], Database("roadmap_content", 40)] }),
            "PgBouncer's alias for content allows 40 server connections, 0 in reserve and 40 in total; 10, 0 and 10 were declared.",
            FindingLevel.Unhealthy);
        Finds(
            Compare(Postgres(), pooler with { Databases = [pooler.Databases[0]] }),
            "PgBouncer has no alias 'roadmap_content' for content.",
            FindingLevel.Unhealthy);
        Finds(
            Compare(Postgres(), pooler with { Databases = [.. pooler.Databases, Database("analytics", 60)] }),
            "PgBouncer's alias 'analytics' with 60 server connections is not declared.",
            FindingLevel.Unhealthy);
        Finds(Compare(Postgres(), null), "PgBouncer's admin console does not respond.", FindingLevel.Degraded);
    }

    [Fact]
    public void A_pooler_that_lets_nobody_through_is_reported()
    {
        // PgBouncer closes its server connections when it is paused, and SHOW DATABASES does not tell.
        var paused = new PoolStatus("roadmap_content", "roadmap_content", 0, 3, 0, 0, 0, TimeSpan.FromSeconds(2), "transaction");
        Finds(
            Compare(Postgres(), Pooler() with { Pools = [paused, paused with { Database = "roadmap_api", ClientsWaiting = 1 }] }),
            "PgBouncer lets nobody through: it is paused, or cannot reach PostgreSQL. 4 clients are waiting, the longest for 2.0 s.",
            FindingLevel.Unhealthy);
        Assert.Empty(
            Compare(Postgres(), Pooler() with { Pools = [paused, Pool("roadmap_api", 0, TimeSpan.Zero)] }).Findings);
    }

    [Fact]
    public void A_paused_alias_is_reported()
    {
        var pooler = Pooler();
        Finds(
            Compare(Postgres(), pooler with { Databases = [pooler.Databases[0], pooler.Databases[1] with { IsPaused = true }] }),
            "PgBouncer's alias for content is paused.",
            FindingLevel.Unhealthy);
    }

    [Fact]
    public void A_growing_queue_is_reported_as_a_backlog()
    {
        var sample = new FleetComparison(Fleet, "roadmap_").Compare(
            Samples.Now,
            Postgres(),
            Pooler(),
            [new("content", "content-generation", 3739, 2, 0)],
            Samples.Before(TimeSpan.FromMinutes(1), age => Samples.At(Samples.Now - age, waiting: 3739 - (long)age.TotalSeconds)));

        Finds(sample, "3,739 messages are waiting in content-generation, and their number is not falling.", FindingLevel.Degraded);
    }

    [Fact]
    public void Overdue_and_unreadable_outbox_messages_are_reported()
    {
        Finds(
            Compare(Postgres() with { Outbox = new(7, 90, 0) }, Pooler()),
            "7 messages are waiting in the outbox, the oldest for 90 s",
            FindingLevel.Degraded);
        Finds(
            Compare(Postgres() with { Outbox = new(0, 0, 1) }, Pooler()),
            "1 message could not be read and was set aside.",
            FindingLevel.Degraded);
    }

    [Fact]
    public void Queues_without_consumers_and_messages_in_error_queues_are_reported()
    {
        Assert.Empty(Compare(Postgres(), Pooler(), new QueueSample("content", "content-generation", 40, 2, 0)).Findings);
        Finds(
            Compare(Postgres(), Pooler(), new QueueSample("content", "content-generation", 40, 0, 0)),
            "40 messages are waiting in content-generation, which has no consumer.",
            FindingLevel.Unhealthy);
        Finds(
            Compare(Postgres(), Pooler(), new QueueSample("content", "content-generation", 0, 2, 3)),
            "3 messages of content-generation could not be handled and are in its error queue.",
            FindingLevel.Degraded);
    }

    [Fact]
    public void An_unresponsive_broker_is_reported() =>
        Finds(
            new FleetComparison(Fleet, "roadmap_").Compare(DateTimeOffset.UnixEpoch, Postgres(), Pooler(), queues: null, history: []),
            "The broker does not report how many messages are waiting.",
            FindingLevel.Degraded);

    [Fact]
    public void Transactions_and_wait_time_at_the_pooler_are_shown_per_service()
    {
        var content = Compare(Postgres(), Pooler()).Services[1];
        Assert.Equal((700L, 2.0), (content.Transactions, content.WaitedSeconds));
    }

    private static void Finds(ConnectionSample sample, string message, string level) =>
        Finds(sample, message, Enum.Parse<FindingLevel>(level));

    private static void Finds(ConnectionSample sample, string message, FindingLevel level)
    {
        var finding = Assert.Single(sample.Findings);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Equal(level, finding.Level);
    }

    private static ConnectionSample Compare(PostgresReadings postgres, PoolerReadings? pooler, params QueueSample[] queues) =>
        new FleetComparison(Fleet, "roadmap_").Compare(DateTimeOffset.UnixEpoch, postgres, pooler, queues, history: []);

    private static PostgresReadings Postgres(params BackendGroup[] more) => new(
        100, 3, 0,
        [new("roadmap_api", "roadmap_agent.api", "idle", 2), new("roadmap_content", "roadmap_agent.content", "active", 4), .. more],
        Processes(1, 2),
        new(0, 0, 0),
        new(0, 0));

    private static Dictionary<string, ProcessCount> Processes(int api, int content) =>
        new() { ["api"] = new(api), ["content"] = new(content) };

    private static PoolerReadings Pooler() => new(
        new Dictionary<string, string> { ["max_client_conn"] = "1000" },
        [
            Database("roadmap_api", 8),
            Database("roadmap_content", 10),
            new("pgbouncer", null, 6432, "pgbouncer", null, 2, 0, 0, 0, false, false),
        ],
        [Pool("roadmap_api", 0, TimeSpan.Zero), Pool("roadmap_content", 0, TimeSpan.Zero)],
        [new("roadmap_content", 700, 900, 0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(2))],
        new Dictionary<string, long> { ["used_clients"] = 6 });

    private static DatabaseStatus Database(string name, long size) =>
        new(name, "127.0.0.1", 5432, "roadmap", null, size, 0, size, 0, false, false);

    private static PoolStatus Pool(string database, long waiting, TimeSpan wait) =>
        new(database, database, 3, waiting, 1, 1, 2, wait, "transaction");
}
