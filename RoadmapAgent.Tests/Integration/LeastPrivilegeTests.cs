using Npgsql;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// What a person with the password of a service could do to PostgreSQL past the pooler; <see cref="SharedTableTests"/> has what to the
/// rows of other services.
/// </summary>
[Collection(OnLaptopFleet.Name)]
public sealed class LeastPrivilegeTests(LaptopFleet fleet) : FleetTest(fleet)
{
    public static TheoryData<string> Services => ["api", "logs", "content", "workflow", "monitor"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_may_do_nothing_to_the_server_besides_its_work(string service)
    {
        string[] statements =
        [
            "CREATE TEMPORARY TABLE mine (id int)",
            "CREATE TABLE roadmap.mine (id int)",
            "CREATE TABLE public.mine (id int)",
            "CREATE SCHEMA mine",
            "CREATE DATABASE mine",
            "CREATE ROLE mine LOGIN",
            "CREATE EXTENSION pgcrypto",
            "DROP TABLE roadmap.roadmaps",
            "TRUNCATE roadmap.outbox",
            "ALTER TABLE roadmap.outbox SET UNLOGGED",
            "ALTER SYSTEM SET max_connections = 1000",
            $"ALTER ROLE roadmap_{service} CONNECTION LIMIT -1",
            $"ALTER ROLE roadmap_{service} SUPERUSER",
            $"ALTER ROLE {(service == "api" ? "roadmap_logs" : "roadmap_api")} PASSWORD 'known'",
            $"SET ROLE {(service == "api" ? "roadmap_logs" : "roadmap_api")}",
            "SET ROLE postgres",
            "SET session_replication_role = replica",
            "GRANT CONNECT ON DATABASE postgres TO PUBLIC",
            "COPY roadmap.completed_migrations TO PROGRAM 'cat'",
            "COPY roadmap.completed_migrations TO '/tmp/mine'",
            "SELECT rolpassword FROM pg_catalog.pg_authid",
            "SELECT pg_catalog.pg_read_file('postgresql.conf')",
            "SELECT pg_catalog.lo_import('/etc/passwd')",
            "SELECT pg_catalog.lo_creat(-1)",
            "SELECT pg_catalog.lo_create(0)",
            "SELECT pg_catalog.lo_from_bytea(0, 'mine')",
        ];
        await using var connection = await fleet.OpenAsAsync(service);

        foreach (var statement in statements)
        {
            Assert.Equal(
                (statement, PostgresErrorCodes.InsufficientPrivilege), (statement, await RefusalAsync(connection, statement)));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_may_connect_to_no_other_database(string service)
    {
        foreach (var database in new[] { "postgres", "template1" })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => fleet.OpenAsAsync(service, database));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_may_end_no_other_session(string service)
    {
        await using var other = await fleet.OpenDirectAsync();
        await using var connection = await fleet.OpenAsAsync(service);

        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            await RefusalAsync(connection, $"SELECT pg_catalog.pg_terminate_backend({other.ProcessID})"));
    }

    private static async Task<string> RefusalAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        try
        {
            await command.ExecuteNonQueryAsync(Cancellation);
            return "done";
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }
}
