using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
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
