namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>The connection strings and connection properties of all poolers.</summary>
internal static class PgBouncerConnection
{
    public const string EndpointName = "tcp";
    private const string ConsoleDatabase = "pgbouncer";

    public static ReferenceExpression ConsoleConnectionString(IPgBouncerResource pooler) => pooler.Definition.StatsUser is { } user
        ? ConnectionString(pooler, user, ConsoleDatabase)
        : ReferenceExpression.Create($"Host={pooler.Host};Port={pooler.Port}");

    public static ReferenceExpression AdminConnectionString(IPgBouncerResource pooler, PgBouncerLogin admin) =>
        ConnectionString(pooler, admin, ConsoleDatabase);

    public static ReferenceExpression ConnectionString(IPgBouncerResource pooler, PgBouncerLogin login, string database)
    {
        var connectionString = new ReferenceExpressionBuilder();
        connectionString.Append($"Host={pooler.Host};Port={pooler.Port};");
        login.AppendKeywords(connectionString, pooler.Definition.IsPublished);
        connectionString.Append($";Database={database}");
        return connectionString.Build();
    }

    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> ConsoleProperties(IPgBouncerResource pooler) =>
        pooler.Definition.StatsUser is { } user
            ? Properties(pooler, user, ConsoleDatabase)
            : Address(pooler);

    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> Properties(
        IPgBouncerResource pooler, PgBouncerLogin login, string database) =>
    [
        .. Address(pooler),
        new("Username", login.UserName),
        new("Password", ReferenceExpression.Create($"{login.Password}")),
        new("DatabaseName", ReferenceExpression.Create($"{database}")),
        new("Uri", Uri(pooler, login, database)),
        new("JdbcConnectionString", ReferenceExpression.Create($"jdbc:postgresql://{pooler.Host}:{pooler.Port}/{database:uri}")),
    ];

    public static ReferenceExpression Uri(IPgBouncerResource pooler, PgBouncerLogin login, string database)
    {
        var uri = new ReferenceExpressionBuilder();
        uri.AppendLiteral("postgresql://");
        login.AppendUserInfo(uri);
        uri.Append($"@{pooler.Host}:{pooler.Port}/{database:uri}");
        return uri.Build();
    }

    private static KeyValuePair<string, ReferenceExpression>[] Address(IPgBouncerResource pooler) =>
    [
        new("Host", ReferenceExpression.Create($"{pooler.Host}")),
        new("Port", ReferenceExpression.Create($"{pooler.Port}")),
    ];
}
