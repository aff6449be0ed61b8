using Npgsql;

var builder = WebApplication.CreateBuilder(args);
foreach (var database in new[] { "catalog", "orders" })
{
    // The name that an operator sees in pg_stat_activity.
    builder.AddKeyedNpgsqlDataSource(
        database, configureDataSourceBuilder: source => source.ConnectionStringBuilder.ApplicationName = "reports");
}

var app = builder.Build();
app.MapGet("/report", async (
    [FromKeyedServices("catalog")] NpgsqlDataSource catalog,
    [FromKeyedServices("orders")] NpgsqlDataSource orders,
    CancellationToken cancellationToken) =>
{
    await using var products = catalog.CreateCommand("SELECT count(*) FROM products");
    await using var sold = orders.CreateCommand("SELECT count(*) FROM orders");
    return TypedResults.Ok(new Report(
        (long)(await products.ExecuteScalarAsync(cancellationToken))!,
        (long)(await sold.ExecuteScalarAsync(cancellationToken))!));
});
app.MapGet("/health", () => TypedResults.Ok());

app.Run();

internal sealed record Report(long Products, long Orders);
