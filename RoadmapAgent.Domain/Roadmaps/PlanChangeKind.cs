namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The kind of a concept's change between two plans.</summary>
public enum PlanChangeKind
{
    /// <summary>The concept is new.</summary>
    Added,

    /// <summary>The concept was removed.</summary>
    Removed,

    /// <summary>The concept is in a different place.</summary>
    Moved,

    /// <summary>The concept's hours, difficulty or description changed.</summary>
    Changed,
}
