namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The three kinds of content of a concept.</summary>
public enum ContentKind
{
    /// <summary>A text that teaches the concept.</summary>
    Tutorial,

    /// <summary>Links to further reading.</summary>
    Resources,

    /// <summary>Questions that test knowledge of the concept.</summary>
    Quiz,
}
