using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>What a pooler is, whichever way it is run: the server behind it, its settings, databases and console users.</summary>
public sealed class PgBouncerDefinition
{
    private readonly List<PgBouncerDatabaseResource> _databases = [];

    /// <summary>A pooler without databases.</summary>
    /// <param name="server">Where the PostgreSQL server listens.</param>
    /// <param name="options">The pooler's settings.</param>
    public PgBouncerDefinition(EndpointReference server, PgBouncerOptions options)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        // PgBouncer takes turns among the addresses of a name, and "localhost" has one where no server listens.
        ServerHost = ReferenceExpression.Create($"{server.Property(EndpointProperty.IPV4Host)}");
        ServerPort = ReferenceExpression.Create($"{server.Property(EndpointProperty.Port)}");
        Options = options;
    }

    /// <summary>The PostgreSQL server's host, as the pooler sees it.</summary>
    public ReferenceExpression ServerHost { get; }

    /// <summary>The PostgreSQL server's port, as the pooler sees it.</summary>
    public ReferenceExpression ServerPort { get; }

    /// <summary>The pooler's settings.</summary>
    public PgBouncerOptions Options { get; }

    /// <summary>The databases it offers, in the order they were added.</summary>
    public IReadOnlyList<PgBouncerDatabaseResource> Databases => _databases;

    /// <summary>Who may look at its console, if anybody.</summary>
    public PgBouncerLogin? StatsUser { get; internal set; }

    /// <summary>Who may do everything on its console, if anybody.</summary>
    public PgBouncerLogin? AdminUser { get; internal set; }

    /// <summary>The most connections to the server that all databases together may have.</summary>
    public long MaxServerConnections => _databases.Sum(database => (long)database.PoolSize + database.Reserve);

    internal long OpenFiles => Options.OpenFiles(MaxServerConnections);

    /// <summary>The limit of open files where it can be chosen: enough for what is needed, and for what PgBouncer thinks it needs.</summary>
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
                $"The pooler '{database.Parent.Name}' already has a database with the alias '{database.Alias}': give '{database.Name}' a different alias.");
        }

        _databases.Add(database);
    }
}
