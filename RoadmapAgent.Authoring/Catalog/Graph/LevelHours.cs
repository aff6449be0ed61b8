using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>Hours of study a skill takes, by the learner's level.</summary>
internal sealed record LevelHours(double Beginner, double Intermediate, double Advanced)
{
    /// <summary>The hours at <paramref name="level"/>.</summary>
    public double At(Level level) => level switch
    {
        Level.Beginner => Beginner,
        Level.Intermediate => Intermediate,
        _ => Advanced,
    };
}
