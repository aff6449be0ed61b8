using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Workers;

/// <summary>The role of a service, from the section <c>Migrations:Roles:{service}</c>.</summary>
internal sealed class DatabaseRoleOptions
{
    /// <summary>The configuration section of all roles.</summary>
    public const string Section = "Migrations:Roles";

    /// <summary>The role's password.</summary>
    [Required]
    public string Password { get; init; } = "";

    /// <summary>The role's <c>CONNECTION LIMIT</c>, 1 or more.</summary>
    [Required]
    [Range(1, int.MaxValue)]
    public int? ConnectionLimit { get; init; }

    /// <summary>The salt of the role's SCRAM verifier, in Base64. Default: null, a new one.</summary>
    public string? Salt { get; init; }
}
