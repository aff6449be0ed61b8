using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.AddNpgsqlDataSource("catalog");

var app = builder.Build();
await using (var create = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
    """
    -- Two processes that start together would both create the table.
    SELECT pg_advisory_xact_lock(1);
    CREATE TABLE IF NOT EXISTS products (name text PRIMARY KEY, price numeric NOT NULL)
    """))
{
    await create.ExecuteNonQueryAsync();
}

app.MapPut("/products/{name}", async (string name, decimal price, NpgsqlDataSource catalog, CancellationToken cancellationToken) =>
{
    await using var insert = catalog.CreateCommand(
        "INSERT INTO products (name, price) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET price = EXCLUDED.price");
    insert.Parameters.Add(new() { Value = name });
    insert.Parameters.Add(new() { Value = price });
    await insert.ExecuteNonQueryAsync(cancellationToken);
    return TypedResults.NoContent();
});

app.MapGet("/health", async (NpgsqlDataSource catalog, CancellationToken cancellationToken) =>
{
    await using var select = catalog.CreateCommand("SELECT count(*) FROM products");
    return TypedResults.Ok(await select.ExecuteScalarAsync(cancellationToken));
});

app.Run();
