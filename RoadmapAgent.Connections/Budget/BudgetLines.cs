using static System.FormattableString;

namespace RoadmapAgent.Connections.Budget;

/// <summary>Renders a fleet's sums as table lines and sentences.</summary>
internal static class BudgetLines
{
    public const string Together = "together";

    public static string Subject(FleetDescription fleet)
    {
        var processes = fleet.Services.Total(service => service.Replicas);
        var peak = fleet.Services.Total(fleet.Peak);
        return Invariant($"{fleet.Topology}, {processes} processes of {fleet.Services.Count} services, ")
            + Invariant($"{peak} while a deployment replaces them (surge {fleet.Surge})");
    }

    public static IEnumerable<BudgetLine> Of(Requirement requirement, FleetDescription fleet) =>
    [
        .. Parts(requirement.Inequality, fleet),
        new(
            requirement.Inequality,
            Who(requirement, fleet),
            Arithmetic(requirement, fleet),
            requirement.Demand(fleet),
            requirement.Limit(fleet)),
    ];

    public static string Who(Requirement requirement, FleetDescription fleet) => requirement.Inequality switch
    {
        BudgetInequality.Process => fleet.Services[requirement.Service].Name,
        BudgetInequality.OpenFiles => "pooler",
        _ => Together,
    };

    public static string Explain(Requirement broken, FleetDescription fleet, Func<ServiceDescription, string> key)
    {
        var (demand, limit) = (broken.Demand(fleet), broken.Limit(fleet));
        var excess = demand - limit;
        var arithmetic = Arithmetic(broken, fleet);
        return broken.Inequality switch
        {
            BudgetInequality.Server => Invariant($"The services can open up to {demand} PostgreSQL connections, ")
                + Invariant($"but only {limit} are available ({arithmetic}): {excess} over the limit."),
            BudgetInequality.Clients => Invariant(
                $"The processes can open up to {demand} connections to the pooler, but it accepts only {limit}: {excess} over the limit."),
            BudgetInequality.OpenFiles => Invariant(
                $"The pooler needs {demand} open files ({arithmetic}), but may open only {limit}: {excess} over the limit."),
            BudgetInequality.Process => Invariant($"A process of {Who(broken, fleet)} needs {demand} connections ({arithmetic}), ")
                + Invariant($"but its pool has only {limit} ({key(fleet.Services[broken.Service])}:MaxPoolSize): {excess} too few."),
            BudgetInequality.Operations => Invariant($"Migrations, monitor and health checks need {demand} connections, ")
                + Invariant($"but the operations reserve has only {limit}: {excess} too few."),
            _ => Invariant(
                $"{demand} connections are reserved ({arithmetic}), but PostgreSQL allows only {limit}: {excess} over the limit."),
        };
    }

    private static IEnumerable<BudgetLine> Parts(BudgetInequality inequality, FleetDescription fleet) => inequality switch
    {
        BudgetInequality.Server when fleet.SharesOnePool =>
        [
            new(
                inequality,
                "all services",
                Invariant($"one shared pool {fleet.Pooler.PoolSize}"),
                fleet.Pooler.PoolSize!.Value),
            .. fleet.Services.Where(service => !fleet.IsPooled(service)).Select(service => ServerLine(fleet, service)),
        ],
        BudgetInequality.Server => fleet.Services.Select(service => ServerLine(fleet, service)),
        BudgetInequality.Clients =>
        [
            .. fleet.Services.Where(fleet.IsPooled).Select(service =>
                new BudgetLine(inequality, service.Name, ClientPart(fleet, service), Requirement.ClientDemand(fleet, service))),
            new(inequality, "admin console", "", fleet.Pooler.AdminConnections),
        ],
        BudgetInequality.Operations =>
        [
            new(inequality, "migrations", "", fleet.Operations.Migrations),
            new(inequality, "monitor", "", fleet.Operations.Monitor),
            new(inequality, "health checks", "", fleet.Operations.HealthChecks),
        ],
        _ => [],
    };

    private static string Arithmetic(Requirement requirement, FleetDescription fleet)
    {
        var postgres = fleet.Postgres;
        return requirement.Inequality switch
        {
            BudgetInequality.Server => Invariant($"max_connections {postgres.MaxConnections} - superuser {postgres.SuperuserReserved}")
                + Invariant($" - reserved {postgres.Reserved} - operations {postgres.OperationsReserve}"),
            BudgetInequality.Clients => "max_client_conn",
            BudgetInequality.OpenFiles => "one per client, two per server connection, some of its own",
            BudgetInequality.Process => ProcessPart(fleet.Services[requirement.Service]),
            BudgetInequality.Operations => "operations reserve",
            _ => Invariant(
                $"superuser {postgres.SuperuserReserved} + reserved {postgres.Reserved} + operations {postgres.OperationsReserve}"),
        };
    }

    private static BudgetLine ServerLine(FleetDescription fleet, ServiceDescription service) =>
        new(BudgetInequality.Server, service.Name, ServerPart(fleet, service), Requirement.ServerDemand(fleet, service));

    private static string ServerPart(FleetDescription fleet, ServiceDescription service) => !fleet.IsPooled(service)
        ? ClientPart(fleet, service)
        : Invariant($"share {service.Share}") + (service.Reserve > 0 ? Invariant($" + reserve {service.Reserve}") : "")
            + (fleet.IsElastic ? ElasticPart(fleet, service) : "");

    private static string ElasticPart(FleetDescription fleet, ServiceDescription service)
    {
        var share = ElasticShare.Of(fleet).First(share => share.Service == service.Name);
        return Invariant($", elastic {share.Minimum} to {share.Maximum}");
    }

    private static string ClientPart(FleetDescription fleet, ServiceDescription service) =>
        Invariant($"{fleet.Peak(service)} x pool {service.MaxPoolSize}");

    private static string ProcessPart(ServiceDescription process)
    {
        var gate = process.ConnectionsPerUnitOfWork == 1
            ? Invariant($"gate {process.EffectiveGate}")
            : Invariant($"gate {process.EffectiveGate} x {process.ConnectionsPerUnitOfWork} connections");
        return Invariant($"{gate} + ungated {process.UngatedConnections}");
    }
}
