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
        var parts = Script(CreateFiles(logins, login => login.UserName.ValueExpression).Ini, logins).Split(AnyAddress);
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

    private PgBouncerFiles CreateFiles(List<PgBouncerLogin> logins, Func<PgBouncerLogin, string> name)
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
                AccessRulesPath = $"{Directory}/{PgBouncerFiles.AccessRulesName}",
                Databases = [.. definition.Databases.Select(database => OnAnyServer(database) with { User = name(database.Login) })],
                Users = [.. logins.Select(login => new PgBouncerUser(name(login), login.Password.ValueExpression, Access(login)))],
                Version = PgBouncerVersion.In(tag),
                Options = definition.Options,
            });
        }
        catch (ValidationException e)
        {
            throw new DistributedApplicationException($"The pooler '{pooler.Name}' cannot be published. {e.Message}", e);
        }
    }

    private static PgBouncerDatabase OnAnyServer(PgBouncerDatabaseResource database) =>
        new(database.Alias, AnyHost, AnyPort, database.DatabaseName, database.PoolSize, database.Reserve);

    private PgBouncerConsoleAccess Access(PgBouncerLogin login) =>
        IsSameUser(login, pooler.Definition.AdminUser) ? PgBouncerConsoleAccess.Admin
        : IsSameUser(login, pooler.Definition.StatsUser) ? PgBouncerConsoleAccess.Stats
        : PgBouncerConsoleAccess.None;

    private static bool IsSameUser(PgBouncerLogin login, PgBouncerLogin? other) =>
        login.UserName.ValueExpression == other?.UserName.ValueExpression;

    /// <summary>Creates the commands that write the access rules, because only the deployment knows the users' names.</summary>
    private string AccessRules(List<PgBouncerLogin> logins)
    {
        var rules = CreateFiles(logins, login => Variable(logins, login)).AccessRules.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', rules.Select(rule =>
        {
            // The third word of: host "alias" "user" address method
            var words = rule.Split(' ', 4);
            return $"printenv {words[2].Trim('"')} | sed 's/\"/\"\"/g; s|.*|{words[0]} {words[1]} \"&\" {words[3]}|' "
                + $">> {PgBouncerFiles.AccessRulesName}";
        }));
    }

    private static string Variable(List<PgBouncerLogin> logins, PgBouncerLogin login) =>
        string.Create(CultureInfo.InvariantCulture, $"{UserPrefix}{logins.FindIndex(other => IsSameUser(login, other)) + 1}");

    /// <summary>
    /// Creates the script. It contains no dollar signs and no braces, because Docker Compose, Kubernetes, Helm and azd would interpret
    /// them. It refuses a user list that PgBouncer would misread. PgBouncer runs as a child of the shell, because deployment targets send
    /// SIGTERM, on which PgBouncer would wait until every client has disconnected. The shell sends it SIGINT, on which running transactions
    /// finish.
    /// </summary>
    private string Script(string ini, List<PgBouncerLogin> logins)
    {
        var numbers = Enumerable.Range(1, logins.Count);
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
            rm -f {{PgBouncerFiles.AccessRulesName}}
            cat > {{PgBouncerFiles.IniName}} <<'END'
            {{ini}}END
            printenv {{variables}} > /dev/null \
              && printenv {{variables}} | sed 's/"/""/g; s/.*/"&"/' | paste -d ' ' - - > {{PgBouncerFiles.UserListName}} \
              && ! grep -avqxE '"[^[:cntrl:]]+" "[^[:cntrl:]]+"' {{PgBouncerFiles.UserListName}} \
              && grep -c '' {{PgBouncerFiles.UserListName}} | grep -qx {{logins.Count}} \
              || (echo "PgBouncer cannot start: each of {{variables}}" \
              "must be a single line without control characters." >&2; exit 1)
            {{AccessRules(logins)}}
            trap 'trap "" INT TERM; kill -INT 0' INT TERM
            pgbouncer {{PgBouncerFiles.IniName}} &
            wait %1 || wait %1
            """);
    }
}
