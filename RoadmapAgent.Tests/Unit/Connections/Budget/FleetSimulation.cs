using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

/// <summary>Opens the connections of a fleet one by one and records which limits refuse one.</summary>
internal sealed class FleetSimulation(FleetDescription fleet)
{
    private int _server;
    private int _clients;

    /// <summary>The limits that refused a connection.</summary>
    public HashSet<BudgetInequality> Exceeded { get; } = [];

    /// <summary>Fills every pool of every process.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="processes">The number of old and new processes of each service.</param>
    public static IReadOnlySet<BudgetInequality> Run(FleetDescription fleet, Func<ServiceDescription, int> processes)
    {
        var simulation = new FleetSimulation(fleet);
        simulation.Operate();
        foreach (var service in fleet.Services)
        {
            simulation.Serve(service, processes(service));
        }

        simulation.Share(fleet.Pooler.PoolSize ?? fleet.Services.Sum(service => service.Share + service.Reserve));

        return simulation.Exceeded;
    }

    private void Operate()
    {
        var reserve = fleet.Postgres.OperationsReserve;
        for (var i = 0; i < fleet.Operations.Migrations + fleet.Operations.Monitor + fleet.Operations.HealthChecks; i++)
        {
            Take(ref reserve, BudgetInequality.Operations);
        }

        // The services share what remains when the entire reserve is in use.
        _server = fleet.Postgres.MaxConnections;
        for (var i = 0; i < fleet.Postgres.SuperuserReserved + fleet.Postgres.Reserved + fleet.Postgres.OperationsReserve; i++)
        {
            Take(ref _server, BudgetInequality.Reserves);
        }

        _clients = fleet.Pooler.MaxClientConnections;
        for (var i = 0; i < fleet.Pooler.AdminConnections && fleet.Topology == FleetTopology.Pooled; i++)
        {
            Take(ref _clients, BudgetInequality.Clients);
        }
    }

    private void Serve(ServiceDescription service, int processes)
    {
        for (var process = 0; process < processes; process++)
        {
            var pool = service.MaxPoolSize;
            for (var held = 0; held < service.EffectiveGate * service.ConnectionsPerUnitOfWork + service.UngatedConnections; held++)
            {
                Take(ref pool, BudgetInequality.Process);
            }

            for (var connection = 0; connection < service.MaxPoolSize; connection++)
            {
                if (fleet.Topology == FleetTopology.Direct)
                {
                    Take(ref _server, BudgetInequality.Server);
                }
                else
                {
                    Take(ref _clients, BudgetInequality.Clients);
                }
            }
        }
    }

    // With enough clients the pooler opens all its allowed connections.
    private void Share(int connections)
    {
        for (var connection = 0; connection < connections && fleet.Topology == FleetTopology.Pooled; connection++)
        {
            Take(ref _server, BudgetInequality.Server);
        }
    }

    private void Take(ref int left, BudgetInequality limit)
    {
        if (left > 0)
        {
            left--;
        }
        else
        {
            Exceeded.Add(limit);
        }
    }
}
