using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>
/// Starts a published pooler's container with only arguments and environment variables, which every deployment target supports. They
/// contain references, because addresses and passwords are known only in the deployment.
/// </summary>
/// <param name="pooler">The pooler.</param>
internal sealed class PgBouncerEntryPoint(PgBouncerResource pooler)
{
    /// <summary>The program whose arguments are <see cref="Arguments"/>.</summary>
    public const string Shell = "/bin/sh";

    /// <summary>The directory for the files; the image's user cannot write elsewhere.</summary>
    public const string Directory = "/tmp/pgbouncer";

    private const string UserPrefix = "PGBOUNCER_USER_";
    private const string PasswordPrefix = "PGBOUNCER_PASSWORD_";

    // PgBouncerFiles writes this placeholder for every database; it is replaced with references to the server's endpoint.
    private const string AnyHost = "server";
    private const int AnyPort = 1;
    private static readonly string AnyAddress = string.Create(CultureInfo.InvariantCulture, $"host='{AnyHost}' port={AnyPort} ");

    /// <summary>Creates the shell's arguments, which contain no secrets.</summary>
    /// <exception cref="DistributedApplicationException">PgBouncer would refuse its configuration.</exception>
    public IReadOnlyList<object> Arguments()
    {
        var logins = Logins();
        var parts = Script(CreateIni(logins), logins.Count).Split(AnyAddress);
        var script = new ReferenceExpressionBuilder();
        script.AppendLiteral(parts[0]);
        foreach (var part in parts[1..])
        {
            script.Append($"host='{pooler.Definition.ServerHost}' port={pooler.Definition.ServerPort} ");
            script.AppendLiteral(part);
        }

        return ["-c", script.Build()];
    }

    /// <summary>Creates the environment variables: user names, and passwords as references to parameters.</summary>
    public IEnumerable<KeyValuePair<string, object>> Environment() =>
        Logins().SelectMany((login, index) => new KeyValuePair<string, object>[]
        {
            new($"{UserPrefix}{index + 1}", login.UserName),
            new($"{PasswordPrefix}{index + 1}", login.Password),
        });

    private List<PgBouncerLogin> Logins() =>
        [.. pooler.Definition.Logins.DistinctBy(login => (login.UserName.ValueExpression, login.Password))];

    private string CreateIni(List<PgBouncerLogin> logins)
    {
        var definition = pooler.Definition;
        var tag = pooler.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) ? image.Tag : null;
        try
        {
            return PgBouncerFiles.Create(new()
            {
                ListenAddress = "*",
                ListenPort = PgBouncerResource.ContainerPort,
                UserListPath = $"{Directory}/{PgBouncerFiles.UserListName}",
                Databases = [.. definition.Databases.Select(OnAnyServer)],
                Users = [.. logins.Select(User)],
                Version = PgBouncerVersion.In(tag),
                Options = definition.Options,
            }).Ini;
        }
        catch (ValidationException e)
        {
            throw new DistributedApplicationException($"The pooler '{pooler.Name}' cannot be published. {e.Message}", e);
        }
    }

    private static PgBouncerDatabase OnAnyServer(PgBouncerDatabaseResource database) =>
        new(database.Alias, AnyHost, AnyPort, database.DatabaseName, database.PoolSize, database.Reserve);

    private PgBouncerUser User(PgBouncerLogin login) => new(login.UserName.ValueExpression, login.Password.ValueExpression, Access(login));

    private PgBouncerConsoleAccess Access(PgBouncerLogin login) =>
        IsSameUser(login, pooler.Definition.AdminUser) ? PgBouncerConsoleAccess.Admin
        : IsSameUser(login, pooler.Definition.StatsUser) ? PgBouncerConsoleAccess.Stats
        : PgBouncerConsoleAccess.None;

    private static bool IsSameUser(PgBouncerLogin login, PgBouncerLogin? other) =>
        login.UserName.ValueExpression == other?.UserName.ValueExpression;

    /// <summary>
    /// Creates the script. It contains no dollar signs and no braces, because Docker Compose, Kubernetes, Helm and azd would interpret
    /// them. It refuses a user list that PgBouncer would misread. PgBouncer runs as a child of the shell, because deployment targets send
    /// SIGTERM, on which PgBouncer would wait until every client has disconnected. The shell sends it SIGINT, on which running transactions
    /// finish.
    /// </summary>
    private string Script(string ini, int users)
    {
        var numbers = Enumerable.Range(1, users);
        var variables = string.Join(' ', numbers.Select(number => $"{UserPrefix}{number} {PasswordPrefix}{number}"));
        var files = pooler.Definition.OpenFiles;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            set -e
            export LC_ALL=C
            ulimit -S -n {{files}} || (echo "PgBouncer needs {{files}} open files:" \
              "raise the container's limit, or lower the pooler's maximum number of client connections." >&2; exit 1)
            umask 077
            mkdir -p {{Directory}}
            cd {{Directory}}
            cat > {{PgBouncerFiles.IniName}} <<'END'
            {{ini}}END
            printenv {{variables}} > /dev/null \
              && printenv {{variables}} | sed 's/"/""/g; s/.*/"&"/' | paste -d ' ' - - > {{PgBouncerFiles.UserListName}} \
              && ! grep -avqxE '"[^[:cntrl:]]+" "[^[:cntrl:]]+"' {{PgBouncerFiles.UserListName}} \
              && grep -c '' {{PgBouncerFiles.UserListName}} | grep -qx {{users}} \
              || (echo "PgBouncer cannot start: each of {{variables}}" \
              "must be a single line without control characters." >&2; exit 1)
            trap 'trap "" INT TERM; kill -INT 0' INT TERM
            pgbouncer {{PgBouncerFiles.IniName}} &
            wait %1 || wait %1
            """);
    }
}
