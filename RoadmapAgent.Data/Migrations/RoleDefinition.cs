namespace RoadmapAgent.Data.Migrations;

/// <summary>A role to create or to bring up to date.</summary>
/// <param name="Service">The service: <c>api</c>, <c>logs</c>, <c>content</c>, <c>workflow</c> or <c>monitor</c>; another gets messaging only.</param>
/// <param name="Password">Its password.</param>
/// <param name="ConnectionLimit">Connections it may have at once; at least 1.</param>
/// <param name="Salt">The salt of its verifier, which the pooler uses too; null for a random one.</param>
public sealed record RoleDefinition(string Service, string Password, int ConnectionLimit, string? Salt = null)
{
    /// <summary>The role's name.</summary>
    public string Name => $"roadmap_{Service}";
}
