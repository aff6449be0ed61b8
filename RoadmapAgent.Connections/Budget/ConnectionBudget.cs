using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>
/// Checks that a fleet stays within the limits of PostgreSQL and the pooler even if every pool of every process is full. The check is
/// arithmetic on a description and contacts no server.
/// </summary>
public static class ConnectionBudget
{
    /// <summary>Checks a fleet. Returns a result for any numbers and never throws because of them.</summary>
    /// <param name="fleet">The fleet. A number out of range is a violation; the rest is checked with the nearest valid number.</param>
    /// <returns>The arithmetic, the violations and the remedies.</returns>
    public static BudgetResult Check(FleetDescription fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var (sensible, wrong) = FleetValidation.Examine(fleet);
        var broken = Requirement.Of(sensible).Where(requirement => !requirement.HoldsIn(sensible)).ToList();
        var oversized = broken.Exists(requirement =>
            requirement.Inequality is BudgetInequality.Server or BudgetInequality.Clients or BudgetInequality.Process);
        return new(
            BudgetLines.Subject(sensible),
            [.. Requirement.Of(sensible).SelectMany(requirement => BudgetLines.Of(requirement, sensible))],
            [.. wrong, .. broken.Select(requirement => Violation(requirement, sensible, SettingKeys.OfFleet))],
            wrong.Count == 0 && oversized ? ConnectionPlanner.ScaleDown(sensible) : []);
    }

    /// <summary>Checks that a process's pool has room for its gate and its ungated connections.</summary>
    /// <param name="process">The process; its replicas and share are ignored.</param>
    /// <param name="section">The configuration section that its settings are read from. Default: <c>Database</c>.</param>
    /// <returns>The arithmetic, the violations and the remedies.</returns>
    public static BudgetResult CheckProcess(ServiceDescription process, string section = "Database")
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentException.ThrowIfNullOrEmpty(section);
        var violations = FleetValidation.Violations(process, section).ToList();
        var sensible = (ServiceDescription)process.Sensible();
        var requirement = new Requirement(BudgetInequality.Process);

        // A process can check only its own pool: with no replicas and an unlimited server, no other requirement can fail.
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
