using RoadmapAgent.AppHost.Fleet;

return await FleetProgram.RunAsync(args, builder =>
{
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
        .AsBuiltProgram()
        .WithRestarts()
        .WithReplicas(fleet.Replicas("api"))
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithDatabase(database)
        .WithOperations(database)
        .WithReference(messaging).WaitFor(messaging);

    ReadOnlySpan<(string Role, string Queue)> workers =
    [
        ("logs", "execution-logs"),
        ("content", "content-generation"),
        ("workflow", "roadmap-workflow"),
    ];
    foreach (var (role, queue) in workers)
    {
        builder.AddWorker(role)
            .WithReplicas(fleet.Replicas(role))
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithDatabase(database)
            .WithReference(messaging).WaitFor(messaging)
            .WithErrorQueue(messaging, queue);
    }

    // Authoring: a language model if Author:Chat:Endpoint is set, otherwise the built-in catalog
    builder.AddAuthor("content", "workflow");
});
