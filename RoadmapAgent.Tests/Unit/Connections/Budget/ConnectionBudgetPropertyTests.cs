using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class ConnectionBudgetPropertyTests
{
    private static readonly Config Thorough = PropertyCases.Of(1000);

    [Fact]
    public void An_accepted_fleet_exceeds_no_limit_with_any_mix_of_old_and_new_processes()
    {
        var accepted = 0;
        var mixed = from fleet in Fleets.Any().Generator
                    from old in Mixture(fleet, service => service.Replicas)
                    from fresh in Mixture(fleet, service => (int)fleet.Peak(service) - old[service.Name])
                    select (Fleet: fleet, Processes: old.ToDictionary(entry => entry.Key, entry => entry.Value + fresh[entry.Key]));

        Prop.ForAll(Arb.From(mixed), input =>
        {
            if (!ConnectionBudget.Check(input.Fleet).Holds)
            {
                return true;
            }

            accepted++;
            return FleetSimulation.Run(input.Fleet, service => input.Processes[service.Name]).Count == 0;
        }).Check(Thorough);
        Assert.True(accepted >= 50, $"{accepted}");
    }

    [Fact]
    public void Every_violation_of_a_refused_fleet_is_reproduced_by_simulation()
    {
        var refused = 0;
        Prop.ForAll(Fleets.Any(), fleet =>
        {
            var result = ConnectionBudget.Check(fleet);
            refused += result.Holds ? 0 : 1;
            var witnessed = FleetSimulation.Run(fleet, service => (int)fleet.Peak(service));
            return result.Violations
                .Where(violation => violation.Inequality != BudgetInequality.OpenFiles && !Idle(fleet, violation))
                .All(violation => witnessed.Contains(violation.Inequality));
        }).Check(Thorough);
        Assert.True(refused >= 50, $"{refused}");

        // The settings of a service without replicas are checked although it has no process to exceed them.
        static bool Idle(FleetDescription fleet, BudgetViolation violation) =>
            violation.Inequality == BudgetInequality.Process && fleet.Services.Single(
                service => service.Name == violation.Who).Replicas == 0;
    }

    [Fact]
    public void Every_remedy_is_the_smallest_change_that_fixes_its_violation_without_causing_another() =>
        Prop.ForAll(Fleets.Any(), fleet =>
        {
            var before = ConnectionBudget.Check(fleet);
            return before.Violations.All(violation => violation.Remedies.All(remedy =>
                Resolves(fleet, before, violation, remedy) && (
                    remedy.Direction == RemedyDirection.Exactly || !Resolves(fleet, before, violation, Less(remedy)))));
        }).Check(Thorough);

    [Fact]
    public void The_nearest_sizes_are_accepted_and_grow_only_where_a_gate_requires_it() =>
        Prop.ForAll(Fleets.Any(), fleet =>
        {
            var changes = ConnectionBudget.Check(fleet).NearestSizes;
            var nearest = changes.Aggregate(fleet, (changed, change) => SettingAccess.Set(changed, change.Setting, change.Bound));
            return changes.Count == 0 || (ConnectionBudget.Check(nearest).Holds && nearest.Services.Zip(fleet.Services).All(pair =>
                pair.First.Share <= pair.Second.Share && pair.First.MaxPoolSize <= Math.Max(pair.Second.MaxPoolSize, Needed(pair.Second))));
        }).Check(Thorough);

    private static int Needed(ServiceDescription service) =>
        Math.Max(1, service.Gate) * service.ConnectionsPerUnitOfWork + service.UngatedConnections;

    private static bool Resolves(FleetDescription fleet, BudgetResult before, BudgetViolation violation, BudgetRemedy remedy)
    {
        var after = ConnectionBudget.Check(SettingAccess.Set(fleet, remedy.Setting, remedy.Bound));
        return !after.Violations.Any(left => Same(left, violation)) && after.Violations
            .All(left => before.Violations.Any(was => Same(was, left)));

        static bool Same(BudgetViolation a, BudgetViolation b) => (a.Inequality, a.Who) == (b.Inequality, b.Who);
    }

    private static BudgetRemedy Less(BudgetRemedy remedy)
    {
        var step = remedy.Setting == "Fleet:Surge" ? 0.01m : 1;
        var bound = decimal.Parse(remedy.Bound, CultureInfo.InvariantCulture) + (remedy.Direction == RemedyDirection.AtMost ? step : -step);
        return remedy with { Bound = bound.ToString(CultureInfo.InvariantCulture) };
    }

    private static Gen<Dictionary<string, int>> Mixture(FleetDescription fleet, Func<ServiceDescription, int> most) =>
        Gen.CollectToArray(
            fleet.Services, service => Gen.Choose(0, most(service)).Select(count => KeyValuePair.Create(service.Name, count)))
            .Select(pairs => new Dictionary<string, int>(pairs));
}
