namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The learner's experience in the field.</summary>
public enum Level
{
    /// <summary>New to the field: everything is taught from its first prerequisite.</summary>
    Beginner,

    /// <summary>Knows the basics: foundations are refreshed, not taught.</summary>
    Intermediate,

    /// <summary>Works in the field: only advanced topics are taught.</summary>
    Advanced,
}
