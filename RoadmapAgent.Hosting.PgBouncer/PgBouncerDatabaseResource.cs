using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>A database as a service sees it through the pooler: an alias, a login and a fixed share of the server's connections.</summary>
public sealed class PgBouncerDatabaseResource
    : Resource, IResourceWithParent<IPgBouncerResource>, IResourceWithConnectionString, IPooledShare
{
    internal PgBouncerDatabaseResource(
        string name,
        string alias,
        string databaseName,
        PgBouncerLogin login,
        int poolSize,
        int reserve,
        IPgBouncerResource parent) : base(name)
    {
        Alias = alias;
        DatabaseName = databaseName;
        Login = login;
        PoolSize = poolSize;
        Reserve = reserve;
        Parent = parent;
    }

    /// <summary>The pooler.</summary>
    public IPgBouncerResource Parent { get; }

    /// <summary>The name that clients connect to.</summary>
    public string Alias { get; }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName { get; }

    /// <summary>The login, which the pooler also uses on the server.</summary>
    public PgBouncerLogin Login { get; }

    /// <summary>The maximum number of server connections of the alias.</summary>
    public int PoolSize { get; }

    /// <summary>Additional server connections for clients that have waited five seconds.</summary>
    public int Reserve { get; }

    string IPooledShare.Server => Parent.Definition.Server.Name;

    int IPooledShare.MaxClientConnections => Parent.Definition.Options.MaxClientConnections;

    /// <summary>The connection string of the alias, without settings of the client's own pool.</summary>
    public ReferenceExpression ConnectionStringExpression => PgBouncerConnection.ConnectionString(Parent, Login, Alias);

    /// <summary>The URI of the alias.</summary>
    public ReferenceExpression UriExpression => PgBouncerConnection.Uri(Parent, Login, Alias);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        PgBouncerConnection.Properties(Parent, Login, Alias);
}
