using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

public class PgBouncerHealthTests
{
    [Fact]
    public async Task An_unresponsive_pooler_is_unhealthy_within_seconds_without_revealing_the_password()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var builder = PgBouncerModel.Run();
        var pooler = builder.AddPooler();
        PgBouncerModel.Allocate(pooler.Resource, ((IPEndPoint)silent.LocalEndpoint).Port);

        var clock = Stopwatch.StartNew();
        var entry = await CheckAsync(builder, "pgbouncer_check");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
        Assert.StartsWith("'roadmap_api' cannot be used through the pooler: ", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("4pi", $"{entry.Description} {entry.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pooler_without_databases_is_unhealthy()
    {
        var builder = PgBouncerModel.Run();
        builder.AddPgBouncer("pooler", builder.AddPostgres("pg"));

        var entry = await CheckAsync(builder, "pooler_check");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("has no database", entry.Description, StringComparison.Ordinal);
    }

    private static async Task<HealthReportEntry> CheckAsync(IDistributedApplicationBuilder builder, string key)
    {
        using var app = builder.Build();
        var health = app.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(registration => registration.Name == key, TestContext.Current.CancellationToken);
        return report.Entries[key];
    }
}
