namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The three kinds of content every concept gets.</summary>
public enum ContentKind
{
    /// <summary>A text that teaches the concept.</summary>
    Tutorial,

    /// <summary>Where to read on.</summary>
    Resources,

    /// <summary>Questions that show whether it was understood.</summary>
    Quiz,
}
