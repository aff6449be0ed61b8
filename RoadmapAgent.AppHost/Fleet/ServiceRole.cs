using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The PostgreSQL role a service logs in with.</summary>
/// <param name="Service">The service.</param>
/// <param name="Password">The role's password.</param>
/// <param name="ConnectionLimit">The role's <c>CONNECTION LIMIT</c>: the fence behind the pool sizes.</param>
public sealed record ServiceRole(string Service, IResourceBuilder<ParameterResource> Password, int ConnectionLimit)
{
    /// <summary>What every role's name begins with.</summary>
    public const string Prefix = "roadmap_";

    /// <summary>The salt of the verifier that server and pooler both store; one for every start of the AppHost.</summary>
    public string Salt { get; } = ScramVerifier.NewSalt();

    /// <summary>The role's name, which is also the name of its alias at the pooler.</summary>
    public string Name => Prefix + Service;
}
