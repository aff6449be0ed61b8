using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>The definition of a pooler, independent of how it is run: its server, settings, databases and console users.</summary>
public sealed class PgBouncerDefinition
{
    private readonly List<PgBouncerDatabaseResource> _databases = [];

    /// <summary>Creates a definition without databases.</summary>
    /// <param name="server">The endpoint of the PostgreSQL server.</param>
    /// <param name="options">The pooler's settings.</param>
    public PgBouncerDefinition(EndpointReference server, PgBouncerOptions options)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        // PgBouncer alternates between the addresses of a host name, and no server listens on one of those of "localhost".
        ServerHost = ReferenceExpression.Create($"{server.Property(EndpointProperty.IPV4Host)}");
        ServerPort = ReferenceExpression.Create($"{server.Property(EndpointProperty.Port)}");
        Options = options;
        Server = server.Resource;
    }

    /// <summary>The PostgreSQL server.</summary>
    public IResource Server { get; }

    /// <summary>The PostgreSQL server's host, as the pooler sees it.</summary>
    public ReferenceExpression ServerHost { get; }

    /// <summary>The PostgreSQL server's port, as the pooler sees it.</summary>
    public ReferenceExpression ServerPort { get; }

    /// <summary>The pooler's settings.</summary>
    public PgBouncerOptions Options { get; }

    /// <summary>The databases it offers, in the order they were added.</summary>
    public IReadOnlyList<PgBouncerDatabaseResource> Databases => _databases;

    /// <summary>The user with read access to its console; null for none.</summary>
    public PgBouncerLogin? StatsUser { get; internal set; }

    /// <summary>The user with full access to its console; null for none.</summary>
    public PgBouncerLogin? AdminUser { get; internal set; }

    /// <summary>The maximum number of server connections of all databases together.</summary>
    public long MaxServerConnections => _databases.Sum(database => (long)database.PoolSize + database.Reserve);

    /// <summary>Whether parameters have values only in a deployment.</summary>
    internal bool IsPublished { get; init; }

    internal long OpenFiles => Options.OpenFiles(MaxServerConnections);

    /// <summary>The open-file limit where it can be chosen: enough for the actual need and for what PgBouncer expects.</summary>
    internal long OpenFileLimit => Math.Max(OpenFiles, Options.ExpectedFiles(
        _databases.Sum(database => (long)database.PoolSize),
        Logins.Select(login => login.UserName.ValueExpression).Distinct().Count()));

    internal IEnumerable<PgBouncerLogin> Logins =>
        _databases.Select(database => database.Login).Concat(new[] { StatsUser, AdminUser }.OfType<PgBouncerLogin>());

    internal void Add(PgBouncerDatabaseResource database)
    {
        if (_databases.Any(other => other.Alias == database.Alias))
        {
            throw new DistributedApplicationException(
                $"The pooler '{database.Parent.Name}' already has a database with the alias '{database.Alias}': "
                + $"give '{database.Name}' a different alias.");
        }

        _databases.Add(database);
    }
}
