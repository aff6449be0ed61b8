using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>
/// Starts a published pooler's container from what every target of a deployment carries: arguments and environment variables. They hold
/// references, because addresses and passwords are known only where it is deployed.
/// </summary>
/// <param name="pooler">The pooler.</param>
internal sealed class PgBouncerEntryPoint(PgBouncerResource pooler)
{
    /// <summary>The program whose arguments are <see cref="Arguments"/>.</summary>
    public const string Shell = "/bin/sh";

    /// <summary>Where the files are written; the image's user may write nowhere else.</summary>
    public const string Directory = "/tmp/pgbouncer";

    private const string UserPrefix = "PGBOUNCER_USER_";
    private const string PasswordPrefix = "PGBOUNCER_PASSWORD_";

    // PgBouncerFiles writes the address of the server for every database; what replaces it refers to the server's endpoint.
    private const string AnyHost = "server";
    private const int AnyPort = 1;
    private static readonly string AnyAddress = string.Create(CultureInfo.InvariantCulture, $"host='{AnyHost}' port={AnyPort} ");

    /// <summary>The shell's arguments; no secret is among them.</summary>
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

    /// <summary>The names of the users, and their passwords as references to parameters.</summary>
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
    /// Without a dollar sign and without a brace, because Docker Compose, Kubernetes, Helm and azd each take one of them for their own. A
    /// user list that PgBouncer would read as something else is refused. PgBouncer remains a child of the shell, because targets terminate
    /// what they stop: terminated, it would wait until every client has left; interrupted, it lets running transactions finish and leaves.
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
