namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>What happened to a concept between two plans.</summary>
public enum PlanChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It is in another place.</summary>
    Moved,

    /// <summary>It is not quite the same.</summary>
    Changed,
}
