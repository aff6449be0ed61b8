using System.Globalization;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Compares the declared with the measured fleet and lists the differences as findings. Pure.</summary>
/// <param name="fleet">The declared fleet.</param>
/// <param name="rolePrefix">The prefix of the services' roles, which are also their aliases; empty if all services share one role.</param>
/// <param name="sharedRoles">The roles in the connection strings of services that share one.</param>
internal sealed class FleetComparison(FleetDescription fleet, string rolePrefix, params IReadOnlyCollection<string> sharedRoles)
{
    private readonly bool _hasAliases = fleet.Topology == FleetTopology.Pooled && fleet.Pooler.PoolSize is null;
    private readonly IReadOnlyList<ElasticShare> _elastic = fleet.IsElastic ? ElasticShare.Of(fleet) : [];
    private readonly BackendAttribution _attribution = new([.. fleet.Services.Select(service => service.Name)], rolePrefix, sharedRoles);

    /// <summary>Compares one measurement with the declaration.</summary>
    /// <param name="at">When it was taken.</param>
    /// <param name="postgres">What PostgreSQL says.</param>
    /// <param name="pooler">What the pooler's console says; null if it does not respond or is not there.</param>
    /// <param name="queues">What the broker says; null if it does not respond.</param>
    /// <param name="history">The samples before, oldest first: some states are findings only if they last.</param>
    public ConnectionSample Compare(
        DateTimeOffset at,
        PostgresReadings postgres,
        PoolerReadings? pooler,
        IReadOnlyList<QueueSample>? queues,
        IReadOnlyList<ConnectionSample> history)
    {
        var declared = fleet.Postgres;
        var unattributed = Sum(postgres.Backends.Where(_attribution.IsUnattributed));
        var services = fleet.Services.Where(service => service.Replicas > 0)
            .Select(service => Service(service, postgres, pooler, unattributed.Count == 0))
            .ToList();
        var server = new ServerSample(
            postgres.MaxConnections,
            postgres.SuperuserReserved + postgres.Reserved,
            postgres.Backends.Sum(group => group.Count),
            Math.Max(0, declared.MaxConnections - declared.SuperuserReserved - declared.Reserved - declared.OperationsReserve));
        var sample = new ConnectionSample(
            at,
            server,
            pooler is null ? null : Console(pooler),
            services,
            Sum(postgres.Backends.Where(_attribution.IsForeign)),
            postgres.Outbox,
            queues,
            postgres.Reviews,
            [],
            unattributed);
        return sample with
        {
            Findings =
            [
                .. ServerFindings.Of(sample, postgres, fleet, _attribution),
                .. _hasAliases ? PoolerFindings.Of(sample, pooler, fleet, rolePrefix) : [],
                .. ServiceFindings.Of(sample, fleet, history, CountsProcesses(sample, history)),
                .. BrokerFindings.Of(postgres.Outbox),
                .. BrokerFindings.Of(sample, history),
            ],
        };
    }

    private bool CountsProcesses(ConnectionSample sample, IReadOnlyList<ConnectionSample> history) =>
        !_hasAliases
        || (IsOpen(sample) && History.Lasts(history, sample.At, ServiceFindings.Transition, IsOpen));

    private static bool IsOpen(ConnectionSample sample) => sample.Pooler is { IsHoldingBack: false };

    private ServiceSample Service(ServiceDescription service, PostgresReadings postgres, PoolerReadings? pooler, bool isAttributed)
    {
        var backends = postgres.Backends.Where(group => _attribution.ServiceOf(group) == service.Name).ToList();
        var alias = rolePrefix + service.Name;
        var pools = _hasAliases ? pooler?.Pools.Where(pool => pool.Database == alias).ToList() : null;
        var traffic = _hasAliases ? pooler?.Traffic.FirstOrDefault(database => database.Database == alias) : null;
        var elastic = _elastic.FirstOrDefault(share => share.Service == service.Name);
        var processes = postgres.Processes.GetValueOrDefault(service.Name) ?? new(0);
        return new(
            service.Name,
            service.Replicas,
            processes.Live,
            ShareOf(service, elastic is null ? null : pooler?.Databases.FirstOrDefault(database => database.Name == alias)),
            Count(_ => true),
            Count(state => state == "active"),
            Count(state => state.StartsWith("idle in transaction", StringComparison.Ordinal)),
            Peak(service),
            pools?.Sum(pool => pool.ClientsActive + pool.ClientsWaiting),
            pools?.Sum(pool => pool.ClientsWaiting),
            pools?.Select(pool => pool.MaxWait.TotalSeconds).DefaultIfEmpty().Max(),
            traffic?.Transactions,
            traffic?.WaitTime.TotalSeconds,
            processes.Lost,
            elastic?.Minimum,
            elastic?.Maximum);

        int? Count(Func<string, bool> isInState) =>
            isAttributed ? backends.Where(group => isInState(group.State)).Sum(group => group.Count) : null;
    }

    private long ShareOf(ServiceDescription service, DatabaseStatus? moving) =>
        fleet.Topology == FleetTopology.Direct ? Peak(service)
        : moving?.PoolSize ?? fleet.Pooler.PoolSize ?? (long)service.Share + service.Reserve;

    private long Peak(ServiceDescription service) => fleet.Peak(service) * service.MaxPoolSize;

    private static List<ForeignConnections> Sum(IEnumerable<BackendGroup> backends) =>
    [
        .. backends
            .GroupBy(group => (group.Role, group.Application))
            .Select(group => new ForeignConnections(group.Key.Role, group.Key.Application, group.Sum(g => g.Count)))
            .OrderByDescending(group => group.Count),
    ];

    private static PoolerSample Console(PoolerReadings pooler)
    {
        var waiting = pooler.Pools.Sum(pool => pool.ClientsWaiting);
        // A PAUSE of all databases shows only in its effects: SHOW DATABASES does not tell, and 1.18 has no SHOW STATE.
        return new(
            int.Parse(pooler.Config["max_client_conn"], CultureInfo.InvariantCulture),
            pooler.Lists["used_clients"],
            waiting,
            pooler.Pools.Select(pool => pool.MaxWait.TotalSeconds).DefaultIfEmpty().Max(),
            waiting > 0 && pooler.Pools.All(pool => pool.Servers == 0));
    }
}
