using RoadmapAgent.AppHost.CommandLine;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Control;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.ServiceSettings;

if (await FleetCommands.ExecuteAsync(args))
{
    return;
}

var builder = DistributedApplication.CreateBuilder(args);

// Sizes, limits and the kind of servers: the section Fleet. A fleet that could exhaust PostgreSQL is refused.
var fleet = await builder.AddFleetAsync();
builder.AddConnectionBudget(fleet: fleet);
builder.RequireEnvironment(fleet);
builder.AddControl(fleet);

// Message broker
IResourceBuilder<IResourceWithConnectionString> messaging;
if (fleet.Broker == ServerMode.Hosted)
{
    messaging = builder.AddBrokerConnection("messaging");
}
else
{
    var rabbitMq = builder.AddRabbitMQ("messaging", password: builder.AddSecret("messaging-password")).WithFleetData(fleet);
    messaging = fleet.Broker == ServerMode.Processes ? rabbitMq.RunAsProcess(fleet.DirectoryOf("messaging")) : rabbitMq;
}

// Database: tables and roles over the direct connection first, then the pooler in front of it
var migrations = builder.AddWorker("migrations");
FleetDatabase database;
if (fleet.Servers == ServerMode.Hosted)
{
    // A managed PostgreSQL, which brings its own pooler
    database = builder.AddHostedDatabase(fleet).MigratedBy(migrations);
}
else
{
    var postgres = builder.AddPostgres("postgres", password: builder.AddSecret("postgres-password"))
        .WithConnectionLimits(fleet.Postgres)
        .WithFleetData(fleet);
    if (fleet.Servers == ServerMode.Processes)
    {
        postgres.RunAsProcess(fleet.DirectoryOf("postgres"));
    }

    database = postgres.AddFleetDatabase(fleet).MigratedBy(migrations);
    if (fleet.Topology == FleetTopology.Pooled)
    {
        var pgbouncer = builder.AddPgBouncer("pgbouncer", postgres, fleet.PoolerOptions())
            .RestartedOnFailure()
            .WithStatsUser(password: builder.AddSecret("pgbouncer-stats-password"))
            .WithAdminUser(password: builder.AddSecret("pgbouncer-admin-password"))
            .WithConsoleCommands();
        if (fleet.Servers == ServerMode.Processes)
        {
            pgbouncer.RunAsProcess(fleet.DirectoryOf("pgbouncer"), sharesChange: fleet.IsElastic);
        }

        database.WithPooler(pgbouncer);
    }
}

// Services
builder.AddProject<Projects.RoadmapAgent_Api>("api")
    .AsBuiltProgram()
    .WithRestarts()
    .WithReplicas(fleet.Service("api").Replicas)
    .WithExternalHttpEndpoints()
    .WithDirectEndpoints()
    .WithHttpHealthCheck("/health")
    .WithDatabase(database)
    .WithOperations(database)
    .WithIdentity()
    .WithLimits()
    .WithReference(messaging).WaitFor(messaging);

(string Role, string Queue)[] workers =
[
    ("logs", "execution-logs"),
    ("content", "content-generation"),
    ("workflow", "roadmap-workflow"),
];
foreach (var (role, queue) in workers)
{
    builder.AddWorker(role)
        .WithReplicas(fleet.Service(role).Replicas)
        .WithHttpEndpoint()
        .WithDirectEndpoints()
        .WithHttpHealthCheck("/health")
        .WithDatabase(database)
        .WithReference(messaging).WaitFor(messaging).WithBlame(ExitCodes.DeadQueue, messaging)
        .WithErrorQueue(messaging, queue);
}

// How long execution logs, events and deleted roadmaps are kept: the workflow service removes them
builder.AddRetention(fleet, "workflow", "api");

// Authoring: a language model if Author:Chat:Endpoint is set, otherwise the built-in catalog
builder.AddAuthor("content", "workflow");

await builder.Build().RunOrPrintBudgetAsync();
