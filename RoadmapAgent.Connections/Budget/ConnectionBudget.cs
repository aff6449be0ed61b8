using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>
/// The connection budget: whether a fleet, with every pool of every process full, stays within what PostgreSQL and the pooler allow. It is
/// arithmetic on a description; it asks no server.
/// </summary>
public static class ConnectionBudget
{
    /// <summary>Checks a fleet. Whatever the numbers are, the answer is a result and not an exception.</summary>
    /// <param name="fleet">The fleet. A number that makes no sense is a violation, and the rest is judged with the nearest number that does.</param>
    /// <returns>The arithmetic, what is broken, and the remedies.</returns>
    public static BudgetResult Check(FleetDescription fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var (sensible, wrong) = FleetValidation.Examine(fleet);
        var broken = Requirement.Of(sensible).Where(requirement => !requirement.HoldsIn(sensible)).ToList();
        var oversized = broken.Exists(requirement => requirement.Inequality is BudgetInequality.Server or BudgetInequality.Clients or BudgetInequality.Process);
        return new(
            BudgetLines.Subject(sensible),
            [.. Requirement.Of(sensible).SelectMany(requirement => BudgetLines.Of(requirement, sensible))],
            [.. wrong, .. broken.Select(requirement => Violation(requirement, sensible, SettingKeys.OfFleet))],
            wrong.Count == 0 && oversized ? ConnectionPlanner.ScaleDown(sensible) : []);
    }

    /// <summary>Checks that a process's pool has room for its gate and for the users that do not pass it.</summary>
    /// <param name="process">The process; replicas and share are of no account.</param>
    /// <param name="section">The configuration section that its settings are read from. Default: <c>Database</c>.</param>
    /// <returns>The arithmetic, what is broken, and the remedies.</returns>
    public static BudgetResult CheckProcess(ServiceDescription process, string section = "Database")
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentException.ThrowIfNullOrEmpty(section);
        var violations = new List<BudgetViolation>();
        var sensible = FleetValidation.Service(violations, process, FleetTopology.Direct, section);
        var requirement = new Requirement(BudgetInequality.Process);

        // The server's side is not this process's to judge: a fleet of one process on a server without end leaves only the pool.
        var alone = new FleetDescription
        {
            Topology = FleetTopology.Direct,
            Services = [sensible with { Replicas = 0 }],
            Postgres = new() { MaxConnections = int.MaxValue },
        };
        if (!requirement.HoldsIn(alone))
        {
            violations.Add(Violation(requirement, alone, _ => section));
        }

        return new($"process of {sensible.Name}", [.. BudgetLines.Of(requirement, alone)], violations, []);
    }

    private static BudgetViolation Violation(Requirement broken, FleetDescription fleet, Func<ServiceDescription, string> key)
    {
        var remedies = RemedySearch.Find(broken, fleet, key);
        var (setting, value) = remedies.Count > 0 ? (remedies[0].Setting, remedies[0].Value) : Limit(broken, fleet, key);
        return new(broken.Inequality, BudgetLines.Who(broken, fleet), setting, value, BudgetLines.Explain(broken, fleet, key), remedies);
    }

    private static (string Setting, string Value) Limit(Requirement broken, FleetDescription fleet, Func<ServiceDescription, string> key)
    {
        var (setting, value) = broken.Inequality switch
        {
            BudgetInequality.Clients => (SettingKeys.MaxClientConnections, fleet.Pooler.MaxClientConnections),
            BudgetInequality.OpenFiles => (SettingKeys.OpenFileLimit, fleet.Pooler.OpenFileLimit ?? 0),
            BudgetInequality.Process => ($"{key(fleet.Services[broken.Service])}:MaxPoolSize", fleet.Services[broken.Service].MaxPoolSize),
            BudgetInequality.Operations => (SettingKeys.OperationsReserve, fleet.Postgres.OperationsReserve),
            _ => (SettingKeys.MaxConnections, fleet.Postgres.MaxConnections),
        };
        return (setting, value.ToString(CultureInfo.InvariantCulture));
    }
}
