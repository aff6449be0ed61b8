using System.Globalization;

namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>Compares plans by the names of their concepts, because ids depend on positions.</summary>
public static class PlanDiff
{
    /// <summary>Returns the removed concepts, then the other changes in the order of the newer plan.</summary>
    public static IReadOnlyList<PlanChange> Compare(Framework before, Framework after)
    {
        var (old, current) = (Places(before), Places(after));
        var renamed = Renamed(old, current);
        var stayed = InOrder([.. current.Keys.Where(old.ContainsKey).Select(name => (name, old[name].Index))]);
        return
        [
            .. old.Where(place => !current.ContainsKey(place.Key))
                .Select(place => Of(PlanChangeKind.Removed, place.Value, $"was in '{place.Value.Stage}'")),
            .. current.SelectMany(
                place =>
                    old.TryGetValue(place.Key, out var was)
                        ? Between(was, place.Value, renamed.GetValueOrDefault(was.Stage, was.Stage), stayed.Contains(place.Key))
                        : [Of(PlanChangeKind.Added, place.Value, $"in '{place.Value.Stage}'")]),
        ];
    }

    /// <summary>Finds the stages with another title now: what they contain was mostly in a stage whose title is gone.</summary>
    private static Dictionary<string, string> Renamed(
        Dictionary<(string Name, int Which), Place> old, Dictionary<(string Name, int Which), Place> current)
    {
        var titles = old.Values.Select(place => place.Stage).ToHashSet(StringComparer.Ordinal);
        var left = titles.Except(current.Values.Select(place => place.Stage), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stage in current.Where(place => !titles.Contains(place.Value.Stage)).GroupBy(place => place.Value.Stage))
        {
            var from = stage.Where(place => old.ContainsKey(place.Key)).CountBy(place => old[place.Key].Stage)
                .OrderByDescending(before => before.Value).Select(before => before.Key).FirstOrDefault();
            if (from is not null && left.Contains(from))
            {
                renamed.TryAdd(from, stage.Key);
            }
        }

        return renamed;
    }

    /// <param name="was">The place in the older plan.</param>
    /// <param name="now">The place in the newer plan.</param>
    /// <param name="stage">The title that the older plan's stage has now.</param>
    /// <param name="inOrder">Whether the concept is where it was among those that stayed.</param>
    private static IEnumerable<PlanChange> Between(Place was, Place now, string stage, bool inOrder)
    {
        if (stage != now.Stage)
        {
            yield return Of(PlanChangeKind.Moved, now, $"from '{was.Stage}' to '{now.Stage}'");
        }
        else if (!inOrder)
        {
            yield return Of(PlanChangeKind.Moved, now, $"within '{now.Stage}'");
        }

        var (old, current) = (was.Concept, now.Concept);
        List<string> changes = [];
        if (Math.Abs(old.Hours - current.Hours) > 0.01)
        {
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"{old.Hours:0.#} → {current.Hours:0.#} hours"));
        }

        if (old.Difficulty != current.Difficulty)
        {
            changes.Add($"{DomainJson.Name(old.Difficulty)} → {DomainJson.Name(current.Difficulty)}");
        }

        if (old.Description != current.Description)
        {
            changes.Add("description changed");
        }

        if (changes.Count > 0)
        {
            yield return Of(PlanChangeKind.Changed, now, string.Join(", ", changes));
        }
    }

    /// <summary>Maps concepts to their places. Concepts of the same name are distinguished by number.</summary>
    private static Dictionary<(string Name, int Which), Place> Places(Framework plan)
    {
        var places = new Dictionary<(string, int), Place>();
        var concepts = plan.Stages.SelectMany(
            stage => stage.Modules.SelectMany(module => module.Concepts), (stage, concept) => (stage.Title, concept));
        foreach (var ((stage, concept), index) in concepts.Select((each, index) => (each, index)))
        {
            var which = 0;
            while (!places.TryAdd((concept.Name.ToUpperInvariant(), which), new(stage, concept, index)))
            {
                which++;
            }
        }

        return places;
    }

    /// <summary>Finds the concepts whose relative order is unchanged: a longest increasing subsequence. The others were moved.</summary>
    private static HashSet<(string Name, int Which)> InOrder(List<((string Name, int Which) Key, int Index)> common)
    {
        var length = new int[common.Count];
        var previous = new int[common.Count];
        var last = -1;
        for (var i = 0; i < common.Count; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (common[j].Index < common[i].Index && length[j] >= length[i])
                {
                    (length[i], previous[i]) = (length[j] + 1, j);
                }
            }

            last = last < 0 || length[i] > length[last] ? i : last;
        }

        var stayed = new HashSet<(string, int)>();
        for (; last >= 0; last = previous[last])
        {
            stayed.Add(common[last].Key);
        }

        return stayed;
    }

    private static PlanChange Of(PlanChangeKind change, Place place, string detail) =>
        new(change, place.Concept.Id, place.Concept.Name, detail);

    private sealed record Place(string Stage, Concept Concept, int Index);
}
