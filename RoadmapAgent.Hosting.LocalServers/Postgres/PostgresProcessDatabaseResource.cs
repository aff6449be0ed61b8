namespace RoadmapAgent.Hosting.LocalServers.Postgres;

/// <summary>A database of a <see cref="PostgresProcessResource"/>, created when the server is first ready.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="databaseName">The database's name.</param>
/// <param name="parent">The server.</param>
public sealed class PostgresProcessDatabaseResource(string name, string databaseName, PostgresProcessResource parent)
    : Resource(name), IResourceWithParent<PostgresProcessResource>, IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public PostgresProcessResource Parent { get; } = parent;

    /// <summary>The database's name.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>The administrator's connection string.</summary>
    public ReferenceExpression ConnectionStringExpression => Parent.ConnectionStringTo(DatabaseName);
}
