namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>The vocabulary between reading feedback and editing: special targets, and descriptions that carry meaning for a change.</summary>
internal static class EditWish
{
    /// <summary>The target that stands for the whole plan.</summary>
    public const string WholePlan = "the whole plan";

    /// <summary>The target that stands for practice sessions and projects.</summary>
    public const string Practice = "practice";

    /// <summary>Spend less time on it.</summary>
    public const string Less = "Spend less time on it.";

    /// <summary>Spend more time on it and go deeper.</summary>
    public const string More = "Spend more time on it and go deeper.";

    /// <summary>Start earlier: bring in prerequisites that were taken for granted.</summary>
    public const string Easier = "Start earlier and teach what was taken for granted.";

    /// <summary>Leave out what is basic and go deeper.</summary>
    public const string Harder = "Leave out what is basic and go deeper.";

    /// <summary>Restore ids, order, prerequisites and sums.</summary>
    public const string Repair = "Restore ids, order, prerequisites and sums.";

    /// <summary>Starts the description of a move; the rest names what it moves in front of.</summary>
    public const string Before = "Before: ";
}
