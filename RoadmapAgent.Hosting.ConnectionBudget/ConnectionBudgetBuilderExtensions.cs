using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace Aspire.Hosting;

/// <summary>Adds a connection budget to an application, and declares what it counts with.</summary>
public static partial class ConnectionBudgetBuilderExtensions
{
    /// <summary>
    /// Refuses to start, or to publish, an application whose services could together open more connections than a PostgreSQL server
    /// allows: with the arithmetic, the smallest changes that would satisfy it, and exit code 1. While the application runs, a resource
    /// shows the limits and their use.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name. Default: <c>connection-budget</c>.</param>
    /// <param name="fleet">
    /// Limits from the section <c>Fleet</c>, for an application with one server. Default: null, those declared with
    /// <see cref="WithConnectionLimits"/>, else PostgreSQL's defaults.
    /// </param>
    public static IResourceBuilder<ConnectionBudgetResource> AddConnectionBudget(
        this IDistributedApplicationBuilder builder, [ResourceName] string name = "connection-budget", FleetDescription? fleet = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        RefusalReport.Register();
        var resource = new ConnectionBudgetResource(name, fleet);
        IReadOnlyList<ServerBudget> budgets = [];
        builder.OnBeforeStart(async (@event, cancellationToken) =>
        {
            PoolSizeEnvironment.Apply(@event.Model);
            budgets = await resource.CheckAsync(@event.Model, builder.ExecutionContext, cancellationToken);
            if (budgets.Any(budget => !budget.Result.Holds))
            {
                throw new ConnectionBudgetException(Text(budgets));
            }

            Log(@event.Services, budgets);
        });
        return builder.AddResource(resource)
            .WithIconName("Calculator")
            .ExcludeFromManifest()
            .WithInitialState(new() { ResourceType = "ConnectionBudget", State = KnownResourceStates.NotStarted, Properties = [] })
            .OnInitializeResource((_, @event, _) => @event.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                Properties = [.. budgets.SelectMany(budget => Properties(budget, budgets.Count > 1))],
            }));
    }

    /// <summary>
    /// Limits each of a service's connection pools: adds <c>Maximum Pool Size</c> to the PostgreSQL connection strings that Npgsql reads
    /// in the service, and counts with it. The last call wins.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="maxPoolSize">Connections per pool, 1 to 10,000.</param>
    public static IResourceBuilder<T> WithMaxPoolSize<T>(this IResourceBuilder<T> builder, int maxPoolSize)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoolSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPoolSize, 10_000);
        return builder.WithAnnotation(new MaxPoolSizeAnnotation(maxPoolSize), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Starts the server with these limits, and counts with them. The last call wins in the budget; make only one.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="limits">The limits.</param>
    public static IResourceBuilder<PostgresServerResource> WithConnectionLimits(
        this IResourceBuilder<PostgresServerResource> builder, PostgresDescription limits)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(limits);
        builder.WithArgs(
            "-c", string.Create(CultureInfo.InvariantCulture, $"max_connections={limits.MaxConnections}"),
            "-c", string.Create(CultureInfo.InvariantCulture, $"superuser_reserved_connections={limits.SuperuserReserved}"));
        if (limits.Reserved > 0)
        {
            // Unknown to PostgreSQL before 16.
            builder.WithArgs("-c", string.Create(CultureInfo.InvariantCulture, $"reserved_connections={limits.Reserved}"));
        }

        return builder.WithAnnotation(new ServerLimitsAnnotation(limits), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Declares the connections of a service completely, for a service that limits them itself. The number of its replicas, and its share
    /// of a pooler, come from the application model.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="service">The connections.</param>
    public static IResourceBuilder<T> WithConnections<T>(this IResourceBuilder<T> builder, ServiceDescription service) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(service);
        return builder.WithAnnotation(new ServiceConnectionsAnnotation(service), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Counts a resource's connections to the operations reserve: those of migrations, consoles and monitors.</summary>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WithOperationsConnections<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new OperationsConnectionsAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    private static string Text(IReadOnlyList<ServerBudget> budgets) => budgets is [var only]
        ? only.ToText()
        : string.Join(
            $"{Environment.NewLine}{Environment.NewLine}",
            budgets.Select(budget => $"Server '{budget.Server.Name}'{Environment.NewLine}{budget.ToText()}"));

    private static void Log(IServiceProvider services, IReadOnlyList<ServerBudget> budgets)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("RoadmapAgent.ConnectionBudget");
        foreach (var budget in budgets)
        {
            LogBudget(logger, budgets.Count > 1 ? $"{budget.Server.Name}: " : "", BudgetReport.ToCompactText(budget.Result));
            foreach (var assumption in budget.Assumptions)
            {
                LogAssumed(logger, assumption);
            }
        }
    }

    private static IEnumerable<ResourcePropertySnapshot> Properties(ServerBudget budget, bool isOneOfSeveral) =>
        budget.Result.Lines.Select(line => new ResourcePropertySnapshot(
            $"{(isOneOfSeveral ? $"{budget.Server.Name}: " : "")}{line.Inequality}: {line.Who}",
            line.Limit is null ? Text(line.Demand) : $"{Text(line.Demand)} of {Text(line.Limit.Value)}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Information, "{Server}{Budget}")]
    private static partial void LogBudget(ILogger logger, string server, string budget);

    [LoggerMessage(LogLevel.Warning, "{Assumption}")]
    private static partial void LogAssumed(ILogger logger, string assumption);
}
