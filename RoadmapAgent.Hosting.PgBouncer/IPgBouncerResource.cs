namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>
/// A PgBouncer, run as a container or as a process. Services connect to its databases. Its own connection string is that of the admin
/// console for the stats user, if there is one.
/// </summary>
public interface IPgBouncerResource : IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The pooler's definition.</summary>
    PgBouncerDefinition Definition { get; }

    /// <summary>The endpoint that clients connect to.</summary>
    EndpointReference PrimaryEndpoint { get; }

    /// <summary>The host that clients connect to.</summary>
    EndpointReferenceExpression Host { get; }

    /// <summary>The port that clients connect to.</summary>
    EndpointReferenceExpression Port { get; }
}
