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
}
