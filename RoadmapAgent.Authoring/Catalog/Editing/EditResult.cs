using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>What became of an edit.</summary>
/// <param name="IsDone">Whether the plan is now as requested.</param>
/// <param name="Text">One sentence: what was changed, or why it was not.</param>
internal sealed record EditResult(bool IsDone, string Text)
{
    /// <summary>Answers a wish by the results of its edits.</summary>
    public static FeedbackAnswer Answer(Wish wish, IReadOnlyDictionary<PlannedEdit, EditResult> results)
    {
        if (wish.Edits.Count == 0)
        {
            return wish.IsKept
                ? new(wish.Text, FeedbackOutcome.Done, "It stays as it is.")
                : new(wish.Text, FeedbackOutcome.NotUnderstood, "Name a topic, and say whether to add, remove, shorten or move it.");
        }

        var made = wish.Edits.Select(results.GetValueOrDefault).OfType<EditResult>().Distinct().ToList();
        return made.Count == 0
            ? new(wish.Text, FeedbackOutcome.NotPossible, "There are too many changes for one review; ask for it again in the next one.")
            : new(
                wish.Text,
                made.Exists(result => result.IsDone) ? FeedbackOutcome.Done : FeedbackOutcome.NotPossible,
                string.Join(' ', made.Select(result => result.Text)));
    }
}
