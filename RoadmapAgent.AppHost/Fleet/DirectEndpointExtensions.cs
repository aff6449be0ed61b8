namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Endpoints that lead to a process without the orchestrator's proxy.</summary>
internal static class DirectEndpointExtensions
{
    /// <summary>
    /// Lets the process listen on the project's own ports if there is only one. The orchestrator (13.6.5) sometimes forgets where a
    /// restarted process listens: its proxy then accepts every request and never answers. Several processes need the proxy, which spreads
    /// the requests. Call it after the replicas and the endpoints have been set.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithDirectEndpoints(this IResourceBuilder<ProjectResource> project)
    {
        var application = project.ApplicationBuilder;
        if (!application.ExecutionContext.IsRunMode || project.Resource.GetReplicaCount() > 1)
        {
            return project;
        }

        var randomPorts = application.Configuration.HasRandomPorts();
        foreach (var endpoint in project.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.Port = randomPorts ? null : endpoint.Port;
            (endpoint.IsProxied, endpoint.TargetPort) = (false, endpoint.Port);
        }

        return project;
    }
}
