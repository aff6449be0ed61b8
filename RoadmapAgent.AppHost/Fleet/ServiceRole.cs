namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The PostgreSQL role a service logs in with.</summary>
/// <param name="Service">The service.</param>
/// <param name="Password">The role's password.</param>
/// <param name="ConnectionLimit">The role's <c>CONNECTION LIMIT</c>: the fence behind the pool sizes.</param>
public sealed record ServiceRole(string Service, IResourceBuilder<ParameterResource> Password, int ConnectionLimit)
{
    /// <summary>What every role's name begins with.</summary>
    public const string Prefix = "roadmap_";

    /// <summary>The role's name, which is also the name of its alias at the pooler.</summary>
    public string Name => Prefix + Service;
}
