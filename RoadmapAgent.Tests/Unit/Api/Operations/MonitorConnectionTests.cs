using Npgsql;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class MonitorConnectionTests
{
    private const string TooMany = "too many connections for role \"roadmap_monitor\"";

    [Fact]
    public async Task A_connection_that_another_process_has_is_waited_for()
    {
        await using var server = new StubServer(("53300", TooMany), refused: 3);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false;GSS Encryption Mode=Disable");

        await using var connection = await MonitorConnection.OpenAsync(source, TestContext.Current.CancellationToken);

        Assert.Equal((System.Data.ConnectionState.Open, 4), (connection.State, server.Accepted));
    }

    [Theory]
    [InlineData("53300", TooMany, 9)]
    [InlineData("28P01", "password authentication failed", 1)]
    public async Task A_role_without_connections_is_reported_in_the_end_and_anything_else_at_once(string state, string text, int attempts)
    {
        await using var server = new StubServer((state, text));
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false;GSS Encryption Mode=Disable");

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => MonitorConnection.OpenAsync(source, TestContext.Current.CancellationToken));

        Assert.Equal((state, attempts), (refused.SqlState, server.Accepted));
    }
}
