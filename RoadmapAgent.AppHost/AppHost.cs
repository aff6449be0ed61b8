using System.Reflection;
using RoadmapAgent.AppHost.Fleet;

try
{
    var builder = DistributedApplication.CreateBuilder(args);
    var fleet = builder.AddFleet();

    // Infrastructure
    var messaging = fleet.AddMessaging("messaging");

    // Database: tables and roles over the direct connection first, then the pooler in front of it
    var migrations = builder.AddWorker("migrations");
    var database = fleet.AddPostgres("postgres")
        .MigratedBy(migrations)
        .WithPooler("pgbouncer");

    // Services
    builder.AddProject<Projects.RoadmapAgent_Api>("api")
        .WithReplicas(fleet.Replicas("api"))
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithDatabase(database)
        .WithReference(messaging).WaitFor(messaging);

    foreach (var role in new[] { "logs", "content", "workflow" })
    {
        builder.AddWorker(role)
            .WithReplicas(fleet.Replicas(role))
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithDatabase(database)
            .WithReference(messaging).WaitFor(messaging);
    }

    builder.Build().Run();
    return 0;
}
catch (FleetException refusal) when (Assembly.GetEntryAssembly() == typeof(Program).Assembly)
{
    // Under the testing builder the exception has to reach the test; started by a person, its message is all there is to say.
    Console.Error.WriteLine(refusal.Message);
    return 1;
}
