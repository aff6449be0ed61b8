using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>Creates the configuration files of a pooler in the application model, with every expression resolved.</summary>
/// <param name="pooler">
/// The pooler. Expressions are resolved for the place where it runs: a container connects to a different host and port than a process.
/// </param>
/// <param name="execution">The execution context of the values.</param>
internal sealed class PgBouncerConfigurationSource(IPgBouncerResource pooler, DistributedApplicationExecutionContext execution)
{
    /// <summary>Creates the files.</summary>
    /// <param name="listenAddress">The address to listen on.</param>
    /// <param name="listenPort">The port to listen on.</param>
    /// <param name="directory">The directory of the files.</param>
    /// <param name="version">The PgBouncer version that will read them.</param>
    /// <param name="sharesChange">Whether the databases are a file of their own, which can be replaced while PgBouncer runs.</param>
    /// <param name="cancellationToken">Cancels waiting for values.</param>
    /// <exception cref="DistributedApplicationException">A value is missing or invalid.</exception>
    public async Task<PgBouncerFiles> CreateFilesAsync(
        string listenAddress, int listenPort, string directory, Version version, bool sharesChange, CancellationToken cancellationToken)
    {
        var configuration = new PgBouncerConfiguration
        {
            ListenAddress = listenAddress,
            ListenPort = listenPort,
            UserListPath = $"{directory}/{PgBouncerFiles.UserListName}",
            AccessRulesPath = $"{directory}/{PgBouncerFiles.AccessRulesName}",
            DatabasesPath = sharesChange ? $"{directory}/{PgBouncerFiles.DatabasesName}" : null,
            Databases = await DatabasesAsync(cancellationToken),
            Users = await UsersAsync(cancellationToken),
            Version = version,
            Options = pooler.Definition.Options,
        };
        try
        {
            return PgBouncerFiles.Create(configuration);
        }
        catch (ValidationException e)
        {
            throw new DistributedApplicationException($"The pooler '{pooler.Name}' cannot start. {e.Message}", e);
        }
    }

    private async Task<IReadOnlyList<PgBouncerDatabase>> DatabasesAsync(CancellationToken cancellationToken)
    {
        var host = await ValueAsync(pooler.Definition.ServerHost, "the server's host", cancellationToken);
        var port = await ValueAsync(pooler.Definition.ServerPort, "the server's port", cancellationToken);
        if (!int.TryParse(port, CultureInfo.InvariantCulture, out var number))
        {
            throw new DistributedApplicationException(
                $"The pooler '{pooler.Name}' cannot start: the server's port must be a number (was '{port}').");
        }

        var databases = new List<PgBouncerDatabase>();
        foreach (var database in pooler.Definition.Databases)
        {
            databases.Add(new(database.Alias, host, number, database.DatabaseName, database.PoolSize, database.Reserve)
            {
                User = await ValueAsync(database.Login.UserName, "a user name", cancellationToken),
            });
        }

        return databases;
    }

    private async Task<IReadOnlyList<PgBouncerUser>> UsersAsync(CancellationToken cancellationToken)
    {
        var users = new List<PgBouncerUser>();
        foreach (var database in pooler.Definition.Databases)
        {
            users.Add(await UserAsync(database.Login, PgBouncerConsoleAccess.None, cancellationToken));
        }

        if (pooler.Definition.StatsUser is { } stats)
        {
            users.Add(await UserAsync(stats, PgBouncerConsoleAccess.Stats, cancellationToken));
        }

        if (pooler.Definition.AdminUser is { } admin)
        {
            users.Add(await UserAsync(admin, PgBouncerConsoleAccess.Admin, cancellationToken));
        }

        return users;
    }

    private async Task<PgBouncerUser> UserAsync(PgBouncerLogin login, PgBouncerConsoleAccess access, CancellationToken cancellationToken)
    {
        var password = await ValueAsync(
            ReferenceExpression.Create($"{login.Password}"), $"the parameter '{login.Password.Name}'", cancellationToken);
        var verifier = login.Salt is { } salt ? Verifier(login, password, salt) : null;
        return new(await ValueAsync(login.UserName, "a user name", cancellationToken), password, access, verifier);
    }

    private string Verifier(PgBouncerLogin login, string password, string salt)
    {
        try
        {
            return ScramVerifier.Create(password, salt);
        }
        catch (ArgumentException e)
        {
            throw new DistributedApplicationException(
                $"The pooler '{pooler.Name}' cannot start: no SCRAM verifier can be created for the parameter '{login.Password.Name}'. "
                + e.Message,
                e);
        }
    }

    private async Task<string> ValueAsync(ReferenceExpression expression, string what, CancellationToken cancellationToken) =>
        await expression.GetValueAsync(new ValueProviderContext { ExecutionContext = execution, Caller = pooler }, cancellationToken)
        ?? throw new DistributedApplicationException($"The pooler '{pooler.Name}' cannot start: {what} has no value.");
}
