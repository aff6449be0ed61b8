using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

// Refuses to start if the services could together open more connections than PostgreSQL allows.
builder.AddConnectionBudget();

// Two databases on one server; orders are written through a transaction pooler, which never uses more than five connections for them.
var postgres = builder.AddPostgres("postgres");
var catalogDb = postgres.AddDatabase("catalog-db", "catalog");
var ordersDb = postgres.AddDatabase("orders-db", "orders");
var pgbouncer = builder.AddPgBouncer("pgbouncer", postgres).WaitFor(ordersDb);
var ordersPool = pgbouncer.AddDatabase("orders-pool", ordersDb, poolSize: 5);

// On a machine without containers: the PostgreSQL and PgBouncer that are installed on it.
var shop = builder.Configuration.GetSection("Shop");
if (shop.GetValue<bool>("RunAsProcesses"))
{
    var data = shop["DataDirectory"];
    postgres.RunAsProcess(data is null ? null : Path.Combine(data, "postgres"));
    pgbouncer.RunAsProcess(data is null ? null : Path.Combine(data, "pgbouncer"));
}

var catalog = builder.AddProject<Projects.Shop_Catalog>("catalog")
    .WithReference(catalogDb, "catalog").WaitFor(catalogDb)
    .WithMaxPoolSize(shop.GetValue("CatalogPool", 10))
    .WithReplicas(2)
    .WithHttpHealthCheck("/health");

var orders = builder.AddProject<Projects.Shop_Orders>("orders")
    .WithReference(ordersPool, "orders").WaitFor(pgbouncer)
    .WithMaxPoolSize(50)
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.Shop_Reports>("reports")
    .WithReference(catalogDb, "catalog").WaitFor(catalog)
    .WithReference(ordersDb, "orders").WaitFor(orders)
    .WithMaxPoolSize(5)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

builder.Build().Run();
