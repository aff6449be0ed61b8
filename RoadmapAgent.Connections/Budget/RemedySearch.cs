namespace RoadmapAgent.Connections.Budget;

/// <summary>Finds single setting changes that fix a violated requirement without violating another.</summary>
internal static class RemedySearch
{
    public static IReadOnlyList<BudgetRemedy> Find(Requirement broken, FleetDescription fleet, Func<ServiceDescription, string> key)
    {
        var kept = Requirement.Of(fleet).Where(requirement => requirement.HoldsIn(fleet)).ToList();
        var changes =
            from setting in FleetSetting.For(broken, fleet, key)
            let bound = Nearest(setting, broken)
            where bound is not null
            let changed = setting.Change(bound.Value)
            where kept.TrueForAll(requirement => requirement.HoldsIn(changed))
                && (setting.Scope != SettingScope.EveryService || Changed(fleet, changed) > 1)
            orderby setting.Scope, Math.Abs(bound.Value - setting.Value) / (double)setting.Value
            select new BudgetRemedy(
                setting.Key,
                setting.Now ?? setting.Text(setting.Value),
                setting.Lowers ? RemedyDirection.AtMost : RemedyDirection.AtLeast,
                setting.Text(bound.Value));
        return [.. changes, .. Pooler(broken, fleet)];
    }

    private static int Changed(FleetDescription fleet, FleetDescription changed) =>
        fleet.Services.Zip(changed.Services).Count(pair => pair.First != pair.Second);

    /// <summary>
    /// Finds the nearest value for which the requirement holds. Every sum is monotonic in every setting, so binary search works.
    /// </summary>
    private static long? Nearest(FleetSetting setting, Requirement broken)
    {
        var (fails, holds) = (setting.Value, setting.Extreme);
        if (fails == holds || !broken.HoldsIn(setting.Change(holds)))
        {
            return null;
        }

        while (Math.Abs(holds - fails) > 1)
        {
            var middle = fails + (holds - fails) / 2;
            (fails, holds) = broken.HoldsIn(setting.Change(middle)) ? (fails, middle) : (middle, holds);
        }

        return holds;
    }

    private static IEnumerable<BudgetRemedy> Pooler(Requirement broken, FleetDescription fleet)
    {
        var pooled = fleet with { Topology = FleetTopology.Pooled };
        return broken.Inequality == BudgetInequality.Server
            && fleet.Topology == FleetTopology.Direct
            && Requirement.Of(pooled).All(requirement => requirement.HoldsIn(pooled))
            ? [new(SettingKeys.Topology, nameof(FleetTopology.Direct), RemedyDirection.Exactly, nameof(FleetTopology.Pooled))]
            : [];
    }
}
