namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Replaces the container of a server with a process of this machine.</summary>
internal static class ProcessReplacement
{
    /// <summary>
    /// Takes the container out of the application and adds the process. Both have the same annotations, so that every reference to the
    /// container's endpoints, and everything that waits for it, means the process.
    /// </summary>
    /// <param name="container">The server's container.</param>
    /// <param name="process">The process; it shares the container's annotations.</param>
    /// <param name="isOfImage">Tells which annotations concern the image only, besides all those of containers and the environment.</param>
    public static IResourceBuilder<TProcess> Replace<TContainer, TProcess>(
        IResourceBuilder<TContainer> container, TProcess process, Func<IResourceAnnotation, bool> isOfImage)
        where TContainer : ContainerResource
        where TProcess : ExecutableResource
    {
        var annotations = process.Annotations;
        foreach (var annotation in annotations.Where(annotation => IsOfContainer(annotation) || isOfImage(annotation)).ToList())
        {
            annotations.Remove(annotation);
        }

        foreach (var endpoint in annotations.OfType<EndpointAnnotation>())
        {
            // The port is written to files, so it must be the server's own, whether it is given or chosen by the orchestrator.
            (endpoint.IsProxied, endpoint.TargetPort) = (false, endpoint.Port);
        }

        container.ApplicationBuilder.Resources.Remove(container.Resource);
        return container.ApplicationBuilder.AddResource(process).WithRestarts();
    }

    // The environment of an image contains the password, which a process gets in a file.
    private static bool IsOfContainer(IResourceAnnotation annotation) => annotation is EnvironmentCallbackAnnotation
        || annotation.GetType().Name.StartsWith("Container", StringComparison.Ordinal)
        || annotation.GetType().Name.StartsWith("HttpsCertificate", StringComparison.Ordinal);

    /// <summary>Puts the command line that starts the process before the arguments of the server.</summary>
    public static void Prepend(this CommandLineArgsCallbackContext context, IEnumerable<object> arguments)
    {
        var position = 0;
        foreach (var argument in arguments)
        {
            context.Args.Insert(position++, argument);
        }
    }
}
