namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>
/// A PgBouncer, run as a container or as a process. Services connect to its databases; its own connection string leads to its admin console
/// as the stats user, if it has one.
/// </summary>
public interface IPgBouncerResource : IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>What the pooler is.</summary>
    PgBouncerDefinition Definition { get; }

    /// <summary>Where clients connect.</summary>
    EndpointReference PrimaryEndpoint { get; }

    /// <summary>The host clients connect to.</summary>
    EndpointReferenceExpression Host { get; }

    /// <summary>The port clients connect to.</summary>
    EndpointReferenceExpression Port { get; }
}
