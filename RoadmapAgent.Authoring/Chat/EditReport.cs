using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Says what became of a model's edits by comparing the plans: a model that is asked for a change may not have made it.
/// </summary>
internal static class EditReport
{
    private const int MostChanges = 5;

    /// <summary>Answers an edit with the changes of the concepts that it names; an edit of more than concepts, with all changes.</summary>
    public static FeedbackAnswer Answer(PlannedEdit edit, Framework before, Framework after)
    {
        var all = PlanDiff.Compare(before, after);
        var named = all.Where(change => Same(change.Name, edit.Target) || Same(change.ConceptId, edit.Target)).ToList();
        var isConcept = before.Concepts().Any(concept => Same(concept.Name, edit.Target) || Same(concept.Id, edit.Target));
        var changes = named.Count > 0 || isConcept ? named : [.. all];
        return changes.Count == 0
            ? new(edit.Description, FeedbackOutcome.NotPossible, $"The model left '{edit.Target}' as it was.")
            : new(edit.Description, FeedbackOutcome.Done, string.Join("; ", changes.Take(MostChanges).Select(Describe)) + ".");
    }

    private static string Describe(PlanChange change) => $"{change.Change} '{change.Name}': {change.Detail}";

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);
}
