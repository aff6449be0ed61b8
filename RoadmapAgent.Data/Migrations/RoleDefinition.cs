namespace RoadmapAgent.Data.Migrations;

/// <summary>A role to create or update.</summary>
/// <param name="Service">
/// The service: <c>api</c>, <c>logs</c>, <c>content</c>, <c>workflow</c> or <c>monitor</c>; any other gets messaging only.
/// </param>
/// <param name="Password">Its password.</param>
/// <param name="ConnectionLimit">Maximum number of concurrent connections; at least 1.</param>
/// <param name="Salt">The salt of its verifier, which the pooler uses as well; null for a random one.</param>
public sealed record RoleDefinition(string Service, string Password, int ConnectionLimit, string? Salt = null)
{
    /// <summary>The role's name.</summary>
    public string Name => $"roadmap_{Service}";
}
