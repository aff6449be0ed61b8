using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Shop.Tests;

public sealed class ShopTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const int Orders = 100;

    // The pool size of the orders in AppHost.cs.
    private const int Share = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_budget_is_shown_as_a_resource()
    {
        var budget = await shop.Application.ResourceNotifications.WaitForResourceAsync(
            "connection-budget", @event => @event.Snapshot.Properties.Length > 0, Cancellation);

        // catalog: 2 replicas with 10 connections, reports: 2 pools of 5; both twice during a deployment; orders: the share of 5.
        Assert.Contains(budget.Snapshot.Properties, property => Equals(property.Value, "65 of 84"));
    }

    [Fact]
    public async Task A_hundred_concurrent_orders_use_five_connections_at_most()
    {
        using var catalog = shop.Application.CreateHttpClient("catalog");
        using var orders = shop.Application.CreateHttpClient("orders");
        using var reports = shop.Application.CreateHttpClient("reports");
        (await catalog.PutAsync("/products/lamp?price=9.5", content: null, Cancellation)).EnsureSuccessStatusCode();
        var before = await ReportAsync(reports);

        var posts = Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => orders.PostAsync("/orders/lamp", content: null, Cancellation)));
        var most = await MostBackendsAsync(posts);

        Assert.All(await posts, response => Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString()));
        var after = await ReportAsync(reports);
        Assert.Equal(before.Orders + Orders, after.Orders);
        Assert.InRange(most, 1, Share);
    }

    private static async Task<Report> ReportAsync(HttpClient reports) =>
        (await reports.GetFromJsonAsync<Report>("/report", Cancellation))!;

    /// <summary>The most PostgreSQL connections of the pooler to the orders while the work is done.</summary>
    private async Task<long> MostBackendsAsync(Task work)
    {
        var direct = new NpgsqlConnectionStringBuilder((await shop.Application.GetConnectionStringAsync("orders-db", Cancellation))!)
        {
            Pooling = false,
            ApplicationName = "shop.tests",
        };
        await using var connection = new NpgsqlConnection(direct.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var count = new NpgsqlCommand(
            """
            SELECT count(*) FROM pg_catalog.pg_stat_activity
            WHERE datname = 'orders' AND backend_type = 'client backend' AND application_name NOT IN ('shop.tests', 'reports')
            """,
            connection);
        long most = 0;
        do
        {
            most = Math.Max(most, (long)(await count.ExecuteScalarAsync(Cancellation))!);
        }
        while (!work.IsCompleted);

        return most;
    }

    private sealed record Report(long Products, long Orders);
}
