using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The PostgreSQL role of a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Password">The role's password.</param>
/// <param name="ConnectionLimit">The role's <c>CONNECTION LIMIT</c>, a safeguard in addition to the pool sizes.</param>
public sealed record ServiceRole(string Service, IResourceBuilder<ParameterResource> Password, int ConnectionLimit)
{
    /// <summary>The prefix of every role's name.</summary>
    public const string Prefix = "roadmap_";

    /// <summary>The salt of the verifier that both server and pooler store; new for every start of the AppHost.</summary>
    public string Salt { get; } = ScramVerifier.NewSalt();

    /// <summary>The role's name, which is also the name of its alias on the pooler.</summary>
    public string Name => Prefix + Service;
}
