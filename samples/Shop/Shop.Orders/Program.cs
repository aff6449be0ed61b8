using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.AddNpgsqlDataSource("orders");

var app = builder.Build();
await using (var create = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
    """
    -- Two processes that start together would both create the table.
    SELECT pg_advisory_xact_lock(1);
    CREATE TABLE IF NOT EXISTS orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, product text NOT NULL)
    """))
{
    await create.ExecuteNonQueryAsync();
}

app.MapPost("/orders/{product}", async (string product, NpgsqlDataSource orders, CancellationToken cancellationToken) =>
{
    await using var insert = orders.CreateCommand("INSERT INTO orders (product) VALUES ($1) RETURNING id");
    insert.Parameters.Add(new() { Value = product });
    return TypedResults.Ok(await insert.ExecuteScalarAsync(cancellationToken));
});

app.MapGet("/health", async (NpgsqlDataSource orders, CancellationToken cancellationToken) =>
{
    await using var select = orders.CreateCommand("SELECT count(*) FROM orders");
    return TypedResults.Ok(await select.ExecuteScalarAsync(cancellationToken));
});

app.Run();
