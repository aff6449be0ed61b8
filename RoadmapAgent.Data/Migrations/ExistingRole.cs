namespace RoadmapAgent.Data.Migrations;

/// <summary>A role as it is. Saying again what is already so needs the same right as changing it.</summary>
/// <param name="IsSuperuser">Whether it is a superuser; only a superuser may say that it is none.</param>
/// <param name="CreatesDatabases">Whether it may create databases.</param>
/// <param name="CreatesRoles">Whether it may create roles.</param>
/// <param name="Settings">Its own settings, as <c>name=value</c>.</param>
/// <param name="UsesSchema">Whether it may use the schema.</param>
/// <param name="Monitors">Whether it has the rights of <c>pg_monitor</c>.</param>
internal sealed record ExistingRole(
    bool IsSuperuser, bool CreatesDatabases, bool CreatesRoles, IReadOnlyList<string> Settings, bool UsesSchema, bool Monitors)
{
    /// <summary>Whether policies do not apply to it, which only a superuser may change; default false.</summary>
    public bool BypassesRowSecurity { get; init; }

    /// <summary>Its own settings in single databases, which take precedence; default none.</summary>
    public IReadOnlyList<(string Database, string Name)> SettingsInDatabases { get; init; } = [];
}
