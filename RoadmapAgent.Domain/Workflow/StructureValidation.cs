using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The checks that every plan must pass, regardless of its author.</summary>
public static class StructureValidation
{
    // In hours; covers rounding errors of floating-point sums.
    private const double Tolerance = 0.01;

    /// <summary>Returns the findings; empty if the plan is valid.</summary>
    /// <param name="framework">The plan.</param>
    /// <param name="hoursPerWeek">The learner's hours per week.</param>
    public static IReadOnlyList<string> Check(Framework framework, int hoursPerWeek) =>
        [.. EmptyParts(framework), .. Identity(framework), .. Prerequisites(framework), .. Hours(framework, hoursPerWeek)];

    private static IEnumerable<string> EmptyParts(Framework framework)
    {
        if (framework.Stages.Count == 0)
        {
            yield return "The plan has no stage.";
        }

        foreach (var stage in framework.Stages)
        {
            if (stage.Modules.Count == 0)
            {
                yield return $"The stage '{stage.Title}' has no module.";
            }

            foreach (var module in stage.Modules.Where(module => module.Concepts.Count == 0))
            {
                yield return $"The module '{module.Title}' has no concept.";
            }
        }
    }

    private static IEnumerable<string> Identity(Framework framework) => framework.Concepts()
        .GroupBy(concept => concept.Id, StringComparer.Ordinal)
        .Where(same => same.Count() > 1)
        .Select(same => $"The concept id '{same.Key}' is used {same.Count()} times.");

    // A prerequisite must come earlier in the plan, which excludes both cycles and an impossible order.
    private static IEnumerable<string> Prerequisites(Framework framework)
    {
        var known = framework.Concepts().Select(concept => concept.Id).ToHashSet(StringComparer.Ordinal);
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        foreach (var concept in framework.Concepts())
        {
            foreach (var prerequisite in concept.Prerequisites.Where(id => !earlier.Contains(id)))
            {
                yield return known.Contains(prerequisite)
                    ? $"The concept '{concept.Id}' comes before its prerequisite '{prerequisite}'."
                    : $"The concept '{concept.Id}' has the prerequisite '{prerequisite}', which is not in the plan.";
            }

            earlier.Add(concept.Id);
        }
    }

    private static IEnumerable<string> Hours(Framework framework, int hoursPerWeek)
    {
        foreach (var concept in framework.Concepts().Where(concept => !(concept.Hours >= 0.5)))
        {
            yield return $"The concept '{concept.Id}' takes {concept.Hours} hours; at least 0.5 are valid.";
        }

        var sum = framework.Concepts().Sum(concept => concept.Hours);
        if (!(Math.Abs(sum - framework.TotalHours) <= Tolerance))
        {
            yield return $"The plan says {framework.TotalHours} hours, but its concepts sum up to {sum}.";
        }

        var weeks = (int)Math.Ceiling((framework.TotalHours - Tolerance) / hoursPerWeek);
        if (framework.Weeks < weeks)
        {
            yield return $"The plan says {framework.Weeks} weeks, but {framework.TotalHours} hours at {hoursPerWeek} a week take {weeks}.";
        }
    }
}
