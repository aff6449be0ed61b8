using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>Starts PgBouncer in its container.</summary>
internal static class PgBouncerContainer
{
    /// <summary>Starts a published pooler by <see cref="PgBouncerEntryPoint"/>.</summary>
    public static IResourceBuilder<PgBouncerResource> WithEntryPoint(this IResourceBuilder<PgBouncerResource> builder)
    {
        var entryPoint = new PgBouncerEntryPoint(builder.Resource);
        return builder
            .WithEntrypoint(PgBouncerEntryPoint.Shell)
            .WithArgs(context =>
            {
                foreach (var argument in entryPoint.Arguments())
                {
                    context.Args.Add(argument);
                }
            })
            .WithEnvironment(context =>
            {
                foreach (var (name, value) in entryPoint.Environment())
                {
                    context.EnvironmentVariables[name] = value;
                }
            });
    }

    /// <summary>Starts a pooler on this machine from files that are copied into its container.</summary>
    public static IResourceBuilder<PgBouncerResource> WithFiles(
        this IResourceBuilder<PgBouncerResource> builder, DistributedApplicationExecutionContext execution) =>
        builder
            // The image's own script would not forward the stop signal to PgBouncer.
            .WithEntrypoint("pgbouncer")
            .WithArgs($"{PgBouncerResource.ContainerDirectory}/{PgBouncerFiles.IniName}")
            .WithContainerFiles(
                PgBouncerResource.ContainerDirectory,
                (_, cancellationToken) => CreateContainerFilesAsync(builder.Resource, execution, cancellationToken),
                defaultOwner: PgBouncerContainerImageTags.UserId,
                defaultGroup: PgBouncerContainerImageTags.GroupId)
            .WithContainerRuntimeArgs(context => AddRuntimeArguments(context, builder.Resource.Definition));

    private static async Task<IEnumerable<ContainerFileSystemItem>> CreateContainerFilesAsync(
        PgBouncerResource pooler, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var tag = pooler.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) ? image.Tag : null;
        var files = await new PgBouncerConfigurationSource(pooler, execution)
            .CreateFilesAsync(
                "*",
                PgBouncerResource.ContainerPort,
                PgBouncerResource.ContainerDirectory,
                PgBouncerVersion.In(tag),
                sharesChange: false,
                cancellationToken);
        return
        [
            File(PgBouncerFiles.IniName, files.Ini),
            File(PgBouncerFiles.UserListName, files.UserList),
            File(PgBouncerFiles.AccessRulesName, files.AccessRules),
        ];
    }

    private static ContainerFile File(string name, string contents) =>
        new() { Name = name, Contents = contents, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite };

    private static void AddRuntimeArguments(ContainerRuntimeArgsCallbackContext context, PgBouncerDefinition definition)
    {
        // On SIGINT, PgBouncer lets running transactions finish and exits. On SIGTERM, it would wait until every client has disconnected.
        context.Args.Add("--stop-signal=SIGINT");
        context.Args.Add(string.Create(
            CultureInfo.InvariantCulture, $"--ulimit=nofile={definition.OpenFileLimit}:{definition.OpenFileLimit}"));
    }
}
