namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How much of the field the learner already commands.</summary>
public enum Level
{
    /// <summary>New to the field: everything is taught from its first prerequisite.</summary>
    Beginner,

    /// <summary>Knows the basics: foundations are refreshed, not taught.</summary>
    Intermediate,

    /// <summary>Works in the field: only what goes deep remains.</summary>
    Advanced,
}
