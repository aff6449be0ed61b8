using Microsoft.Extensions.Logging;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>A PostgreSQL server run by the AppHost. Every service has its own role and its own alias on the pooler.</summary>
internal sealed partial class OwnDatabase : FleetDatabase
{
    // A role may exceed its share slightly, because a server connection being replaced overlaps with its successor.
    private const int RoleSlack = 2;

    private const string Monitor = "monitor";

    private static readonly SemaphoreSlim Asking = new(1);

    private readonly IResourceBuilder<PostgresServerResource> _server;
    private readonly string _databaseName;
    private readonly List<ServiceRole> _roles = [];
    private IResourceBuilder<PgBouncerResource>? _pooler;

    public OwnDatabase(
        FleetOptions fleet, IResourceBuilder<PostgresServerResource> server, IResourceBuilder<PostgresDatabaseResource> direct)
        : base(fleet, direct)
    {
        _server = server.WithAnnotation(new FleetDatabaseAnnotation());
        _databaseName = direct.Resource.DatabaseName;
        _roles.Add(new(Monitor, Application.AddSecret("roadmap-monitor-password"), fleet.Operations.Monitor));
    }

    private protected override void ConfigureMigrations(IResourceBuilder<ProjectResource> migrations) =>
        migrations.WaitFor(_server).WithEnvironment(context =>
        {
            foreach (var role in _roles)
            {
                context.EnvironmentVariables[$"Migrations__Roles__{role.Service}__Password"] = role.Password.Resource;
                context.EnvironmentVariables[$"Migrations__Roles__{role.Service}__ConnectionLimit"] = Text(role.ConnectionLimit);
                if (context.ExecutionContext.IsRunMode)
                {
                    context.EnvironmentVariables[$"Migrations__Roles__{role.Service}__Salt"] = role.Salt;
                }
            }
        });

    private protected override void UsePooler(
        IResourceBuilder<PgBouncerResource> pooler, IResourceBuilder<ProjectResource>? migrations)
    {
        _pooler = pooler.WaitFor(_server).WithAnnotation(new FleetDatabaseAnnotation());
        if (migrations is not null)
        {
            // The pooler's health check logs in with a service's role, which the migrations create.
            _pooler.WaitForCompletion(migrations);
        }
    }

    private protected override async Task<bool> SupportsPreparedStatementsAsync(EnvironmentCallbackContext context)
    {
        if (!context.ExecutionContext.IsRunMode || _pooler is null)
        {
            return await base.SupportsPreparedStatementsAsync(context);
        }

        // All services start at the same time, and the budget allows for only a few clients of the console.
        await Asking.WaitAsync(context.CancellationToken);
        try
        {
            var connectionString = await _pooler.Resource.ConnectionStringExpression.GetValueAsync(context.CancellationToken);
            await using var console = await AdminConsoleConnection.OpenAsync(
                AdminConsoleOptions.Parse(connectionString!), context.CancellationToken);
            return await console.SupportsPreparedStatementsAsync(context.CancellationToken);
        }
        catch (AdminConsoleException e)
        {
            LogUnanswered(context.Logger, context.Resource.Name, e.Message);
            return false;
        }
        finally
        {
            Asking.Release();
        }
    }

    private protected override void WatchServers(IResourceBuilder<ProjectResource> service)
    {
        var monitor = _roles.Single(role => role.Service == Monitor);
        service
            .WithEnvironment("Operations__RolePrefix", ServiceRole.Prefix)
            .WithEnvironment($"ConnectionStrings__{DirectName}", DirectConnectionString(monitor));
        if (_pooler is not null)
        {
            service.WithReference(_pooler, connectionName: "pgbouncer").WithAdminConsole(_pooler);
            if (Fleet.IsElastic)
            {
                service.WithEnvironment(
                    "Operations__SharesFile", Path.Combine(Fleet.DirectoryOf(_pooler.Resource.Name), PgBouncerFiles.DatabasesName));
            }
        }
    }

    private protected override void Connect(IResourceBuilder<ProjectResource> service, ServiceDescription sizes)
    {
        var name = service.Resource.Name;
        var role = new ServiceRole(name, Application.AddSecret($"roadmap-{name}-password"), ConnectionLimit(sizes));
        _roles.Add(role);
        if (_pooler is not null)
        {
            var login = new PgBouncerLogin(role.Name, role.Password.Resource) { Salt = role.Salt };
            var alias = _pooler.AddDatabase($"roadmap-{name}", _databaseName, login, sizes.Share, sizes.Reserve, alias: role.Name);
            service
                .WithReference(alias, connectionName: ConnectionName)
                .WaitFor(_pooler);
        }
        else
        {
            service.WithEnvironment($"ConnectionStrings__{ConnectionName}", DirectConnectionString(role));
        }
    }

    private ReferenceExpression DirectConnectionString(ServiceRole role)
    {
        var connectionString = new ReferenceExpressionBuilder();
        connectionString.Append($"Host={_server.Resource.Host};Port={_server.Resource.Port};Username={role.Name};Password=");
        QuotedParameter.Append(connectionString, role.Password.Resource, Application.ExecutionContext.IsPublishMode);
        connectionString.Append($";Database={_databaseName}");
        return connectionString.Build();
    }

    private int ConnectionLimit(ServiceDescription sizes)
    {
        if (Fleet.IsElastic)
        {
            // A share that shrinks replaces its connections.
            var share = ElasticShare.Of(Fleet).First(share => share.Service.Equals(sizes.Name, StringComparison.OrdinalIgnoreCase));
            return share.Maximum + share.Minimum + RoleSlack;
        }

        if (Pooled)
        {
            return sizes.Share + sizes.Reserve + RoleSlack;
        }

        return (int)Math.Min(int.MaxValue, Fleet.Peak(sizes) * sizes.MaxPoolSize);
    }

    [LoggerMessage(LogLevel.Warning, "{Service} does not prepare statements: the pooler does not say whether it supports them: {Reason}")]
    private static partial void LogUnanswered(ILogger logger, string service, string reason);
}
