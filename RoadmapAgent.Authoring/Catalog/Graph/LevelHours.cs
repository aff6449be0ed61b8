using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The study hours of a skill by the learner's level.</summary>
internal sealed record LevelHours(double Beginner, double Intermediate, double Advanced)
{
    /// <summary>Returns the hours at <paramref name="level"/>.</summary>
    public double At(Level level) => level switch
    {
        Level.Beginner => Beginner,
        Level.Intermediate => Intermediate,
        _ => Advanced,
    };
}
