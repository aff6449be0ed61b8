namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>The vocabulary shared by reading feedback and editing: special targets, and descriptions that select a change.</summary>
internal static class EditWish
{
    /// <summary>The target that stands for the whole plan.</summary>
    public const string WholePlan = "the whole plan";

    /// <summary>The target that stands for practice sessions and projects.</summary>
    public const string Practice = "practice";

    /// <summary>Spend less time on the target.</summary>
    public const string Less = "Spend less time on it.";

    /// <summary>Spend more time on the target and go deeper.</summary>
    public const string More = "Spend more time on it and go deeper.";

    /// <summary>Start earlier: add prerequisites that were assumed.</summary>
    public const string Easier = "Start earlier and teach what was taken for granted.";

    /// <summary>Leave out basic key points and go deeper.</summary>
    public const string Harder = "Leave out what is basic and go deeper.";

    /// <summary>Restore ids, order, prerequisites and totals.</summary>
    public const string Repair = "Restore ids, order, prerequisites and sums.";

    /// <summary>The prefix of the description of a move; the rest names the concepts before which the target moves.</summary>
    public const string Before = "Before: ";
}
