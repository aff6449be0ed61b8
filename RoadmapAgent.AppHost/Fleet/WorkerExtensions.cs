namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Adds workers, which are one project with the role as its argument.</summary>
public static class WorkerExtensions
{
    /// <summary>Adds the workers project with a role, which is also the resource's name.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="role">The role: <c>logs</c>, <c>content</c>, <c>workflow</c> or <c>migrations</c>.</param>
    public static IResourceBuilder<ProjectResource> AddWorker(this IDistributedApplicationBuilder builder, [ResourceName] string role) =>
        builder.AddProject<Projects.RoadmapAgent_Workers>(role, options => options.ExcludeLaunchProfile = true)
            .WithArgs(role)
            .AsBuiltProgram()
            .WithRestarts();
}
