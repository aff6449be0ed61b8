namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>A database as a service sees it through the pooler: an alias, a login and a fixed share of the server's connections.</summary>
public sealed class PgBouncerDatabaseResource : Resource, IResourceWithParent<IPgBouncerResource>, IResourceWithConnectionString
{
    internal PgBouncerDatabaseResource(string name, string alias, string databaseName, PgBouncerLogin login, int poolSize, int reserve, IPgBouncerResource parent) : base(name)
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

    /// <summary>The name clients connect to.</summary>
    public string Alias { get; }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName { get; }

    /// <summary>Who logs in, to the pooler and by it to the server.</summary>
    public PgBouncerLogin Login { get; }

    /// <summary>Connections to the server that the alias may have.</summary>
    public int PoolSize { get; }

    /// <summary>Further connections that it may have when clients have waited for five seconds.</summary>
    public int Reserve { get; }

    /// <summary>Connects to the alias. Limits of the client's own pool are the client's business and not in it.</summary>
    public ReferenceExpression ConnectionStringExpression => PgBouncerConnection.ConnectionString(Parent, Login, Alias);

    /// <summary>The same as a URI.</summary>
    public ReferenceExpression UriExpression => PgBouncerConnection.Uri(Parent, Login, Alias);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        PgBouncerConnection.Properties(Parent, Login, Alias);
}
