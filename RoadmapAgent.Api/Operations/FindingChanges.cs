using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// The difference between two lists of findings. Findings about the same thing and of the same kind are the same finding, whatever numbers
/// they give; one that changes its level is raised again. Pure.
/// </summary>
/// <param name="Raised">The new findings.</param>
/// <param name="Cleared">The findings that are gone.</param>
internal sealed record FindingChanges(IReadOnlyList<Finding> Raised, IReadOnlyList<Finding> Cleared)
{
    /// <summary>Whether there is no difference.</summary>
    public bool IsEmpty => Raised.Count == 0 && Cleared.Count == 0;

    /// <summary>Compares two lists.</summary>
    public static FindingChanges Between(IReadOnlyList<Finding> before, IReadOnlyList<Finding> after)
    {
        var known = before.Select(finding => (finding.About, finding.Kind, finding.Level)).ToHashSet();
        var present = after.Select(finding => (finding.About, finding.Kind)).ToHashSet();
        return new(
            [.. after.Where(finding => !known.Contains((finding.About, finding.Kind, finding.Level)))],
            [.. before.Where(finding => !present.Contains((finding.About, finding.Kind)))]);
    }
}
