using System.Globalization;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Compares the declared with the measured fleet and lists the differences as findings. Pure.</summary>
/// <param name="fleet">The declared fleet.</param>
/// <param name="rolePrefix">The prefix of the services' roles, which are also their aliases; empty if all services share one role.</param>
internal sealed class FleetComparison(FleetDescription fleet, string rolePrefix)
{
    private const string ApplicationPrefix = "roadmap_agent.";
    private const string Monitor = "monitor";
    private const double DegradedShare = 0.80;
    private const double UnhealthyShare = 0.95;
    private static readonly TimeSpan DegradedWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnhealthyWait = TimeSpan.FromSeconds(10);

    private readonly bool _hasAliases = fleet.Topology == FleetTopology.Pooled && fleet.Pooler.PoolSize is null;

    /// <summary>Compares one measurement with the declaration.</summary>
    public ConnectionSample Compare(
        DateTimeOffset at, PostgresReadings postgres, PoolerReadings? pooler, IReadOnlyList<QueueSample>? queues)
    {
        var declared = fleet.Postgres;
        var services = fleet.Services.Where(service => service.Replicas > 0).Select(service => Service(service, postgres, pooler)).ToList();
        var foreign = Foreign(postgres);
        var server = new ServerSample(
            postgres.MaxConnections,
            postgres.SuperuserReserved + postgres.Reserved,
            postgres.Backends.Sum(group => group.Count),
            Math.Max(0, declared.MaxConnections - declared.SuperuserReserved - declared.Reserved - declared.OperationsReserve));
        var console = pooler is null ? null : Console(pooler);
        return new(at, server, console, services, foreign, postgres.Outbox, queues, postgres.Reviews,
        [
            .. ServerFindings(postgres, server),
            .. pooler is not null ? PoolerFindings(pooler, console!)
                : _hasAliases ? [new(FindingLevel.Degraded, "pooler", "PgBouncer's admin console does not respond.")]
                : [],
            .. services.SelectMany(ServiceFindings),
            .. foreign.Select(ForeignFinding),
            .. BrokerFindings.Of(postgres.Outbox),
            .. BrokerFindings.Of(queues),
        ]);
    }

    private ServiceSample Service(ServiceDescription service, PostgresReadings postgres, PoolerReadings? pooler)
    {
        var backends = postgres.Backends.Where(group => ServiceOf(group) == service.Name).ToList();
        var alias = rolePrefix + service.Name;
        var pools = _hasAliases ? pooler?.Pools.Where(pool => pool.Database == alias).ToList() : null;
        var traffic = _hasAliases ? pooler?.Traffic.FirstOrDefault(database => database.Database == alias) : null;
        return new(
            service.Name,
            service.Replicas,
            postgres.Processes.GetValueOrDefault(service.Name),
            fleet.Topology == FleetTopology.Direct ? Peak(service) : fleet.Pooler.PoolSize ?? (long)service.Share + service.Reserve,
            backends.Sum(group => group.Count),
            backends.Where(group => group.State == "active").Sum(group => group.Count),
            backends.Where(group => group.State.StartsWith("idle in transaction", StringComparison.Ordinal)).Sum(group => group.Count),
            Peak(service),
            pools?.Sum(pool => pool.ClientsActive + pool.ClientsWaiting),
            pools?.Sum(pool => pool.ClientsWaiting),
            pools?.Select(pool => pool.MaxWait.TotalSeconds).DefaultIfEmpty().Max(),
            traffic?.Transactions,
            traffic?.WaitTime.TotalSeconds);
    }

    private long Peak(ServiceDescription service) => fleet.Peak(service) * service.MaxPoolSize;

    /// <summary>Attributes a backend to a service by role or, if all services share one role, by <c>application_name</c>.</summary>
    private string? ServiceOf(BackendGroup group)
    {
        var name = rolePrefix.Length > 0 && group.Role.StartsWith(rolePrefix, StringComparison.Ordinal) ? group.Role[rolePrefix.Length..]
            : group.Application.StartsWith(ApplicationPrefix, StringComparison.Ordinal) ? group.Application[ApplicationPrefix.Length..]
            : null;
        return fleet.Services.Any(service => service.Name == name) ? name : null;
    }

    private List<ForeignConnections> Foreign(PostgresReadings postgres) =>
    [
        .. postgres.Backends
            .Where(group => ServiceOf(group) is null
                && group.Role != rolePrefix + Monitor
                && !group.Application.StartsWith(ApplicationPrefix, StringComparison.Ordinal))
            .GroupBy(group => (group.Role, group.Application))
            .Select(group => new ForeignConnections(group.Key.Role, group.Key.Application, group.Sum(g => g.Count)))
            .OrderByDescending(group => group.Count),
    ];

    private static Finding ForeignFinding(ForeignConnections foreign) => new(
        FindingLevel.Degraded,
        "server",
        $"{FindingText.Count(foreign.Count, "PostgreSQL connection")} {(foreign.Count == 1 ? "is" : "are")} not covered by the budget "
        + $"(role '{foreign.Role}', application '{foreign.Application}').");

    private static PoolerSample Console(PoolerReadings pooler) => new(
        int.Parse(pooler.Config["max_client_conn"], CultureInfo.InvariantCulture),
        pooler.Lists["used_clients"],
        pooler.Pools.Sum(pool => pool.ClientsWaiting),
        pooler.Pools.Select(pool => pool.MaxWait.TotalSeconds).DefaultIfEmpty().Max());

    private IEnumerable<Finding> ServerFindings(PostgresReadings postgres, ServerSample server)
    {
        foreach (var (setting, declared, measured) in new[]
        {
            ("max_connections", fleet.Postgres.MaxConnections, postgres.MaxConnections),
            ("superuser_reserved_connections", fleet.Postgres.SuperuserReserved, postgres.SuperuserReserved),
            ("reserved_connections", fleet.Postgres.Reserved, postgres.Reserved),
        })
        {
            if (declared != measured)
            {
                var worse = setting == "max_connections" ? measured < declared : measured > declared;
                yield return new(
                    worse ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                    "server",
                    $"PostgreSQL's {setting} is {measured}, but {declared} was declared.");
            }
        }

        if (Level(server.Backends, server.MaxConnections - server.Reserved) is { } level)
        {
            yield return new(
                level,
                "server",
                $"PostgreSQL uses {server.Backends} of {server.MaxConnections - server.Reserved} connections: {Largest(postgres)}.");
        }
    }

    private string Largest(PostgresReadings postgres) => string.Join(", ", postgres.Backends
        .GroupBy(group => ServiceOf(group) ?? group.Role)
        .Select(group => (Who: group.Key, Count: group.Sum(g => g.Count)))
        .OrderByDescending(group => group.Count)
        .Take(3)
        .Select(group => $"{group.Who} {group.Count}"));

    private IEnumerable<Finding> PoolerFindings(PoolerReadings pooler, PoolerSample sample)
    {
        if (sample.MaxClients != fleet.Pooler.MaxClientConnections)
        {
            var level = sample.MaxClients < fleet.Pooler.MaxClientConnections ? FindingLevel.Unhealthy : FindingLevel.Degraded;
            yield return new(
                level,
                "pooler",
                $"PgBouncer's max_client_conn is {sample.MaxClients}, but {fleet.Pooler.MaxClientConnections} was declared.");
        }

        if (Level(sample.Clients, sample.MaxClients) is { } full)
        {
            yield return new(full, "pooler", $"PgBouncer uses {sample.Clients} of {sample.MaxClients} client connections.");
        }

        foreach (var service in fleet.Services)
        {
            foreach (var finding in AliasFindings(service, pooler.Databases.FirstOrDefault(database => database.Name == Alias(service))))
            {
                yield return finding;
            }
        }

        foreach (var unknown in pooler.Databases
            .Where(database => database.Host is not null && fleet.Services.All(service => Alias(service) != database.Name)))
        {
            yield return new(
                FindingLevel.Unhealthy,
                "pooler",
                $"PgBouncer's alias '{unknown.Name}' with {unknown.PoolSize} server connections is not declared.");
        }
    }

    private string Alias(ServiceDescription service) =>
        service.Name.StartsWith(rolePrefix, StringComparison.Ordinal) ? service.Name : rolePrefix + service.Name;

    private IEnumerable<Finding> AliasFindings(ServiceDescription service, DatabaseStatus? alias)
    {
        if (alias is null)
        {
            yield return new(FindingLevel.Unhealthy, service.Name, $"PgBouncer has no alias '{Alias(service)}' for {service.Name}.");
            yield break;
        }

        if (alias.PoolSize != service.Share || alias.Reserve != service.Reserve || alias.MaxConnections != service.Share + service.Reserve)
        {
            yield return new(
                FindingLevel.Unhealthy,
                service.Name,
                $"PgBouncer's alias for {service.Name} allows {alias.PoolSize} server connections, "
                + $"{alias.Reserve} in reserve and {alias.MaxConnections} in total; "
                + $"{service.Share}, {service.Reserve} and {service.Share + service.Reserve} were declared.");
        }

        if (alias.IsPaused || alias.IsDisabled)
        {
            yield return new(
                FindingLevel.Unhealthy,
                service.Name,
                $"PgBouncer's alias for {service.Name} is {(alias.IsPaused ? "paused" : "disabled")}.");
        }
    }

    private IEnumerable<Finding> ServiceFindings(ServiceSample service)
    {
        var declared = fleet.Services.First(s => s.Name == service.Service);
        if (service.Processes > service.DeclaredProcesses)
        {
            var level = service.Processes > fleet.Peak(declared) ? FindingLevel.Unhealthy : FindingLevel.Degraded;
            yield return new(
                level,
                service.Service,
                $"{service.Service} runs in {FindingText.Count(service.Processes, "process")}, "
                + $"but {service.DeclaredProcesses} {(service.DeclaredProcesses == 1 ? "was" : "were")} declared "
                + $"(up to {fleet.Peak(declared)} during a deployment).");
        }

        if (service.Backends > service.Share)
        {
            yield return new(
                FindingLevel.Unhealthy,
                service.Service,
                $"{service.Service} has {service.Backends} backends, but its share is {service.Share}.");
        }

        if (service.LongestWaitSeconds is { } wait && wait >= DegradedWait.TotalSeconds)
        {
            yield return new(
                wait >= UnhealthyWait.TotalSeconds ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                service.Service,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A client of {service.Service} has waited {wait:0.0} s for a server connection; {service.Waiting} are waiting."));
        }
    }

    private static FindingLevel? Level(long used, long limit) =>
        used >= limit * UnhealthyShare ? FindingLevel.Unhealthy : used >= limit * DegradedShare ? FindingLevel.Degraded : null;
}
