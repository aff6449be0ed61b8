using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What an author thinks of a plan that holds.</summary>
/// <param name="Overall">0 to 100.</param>
/// <param name="Dimensions">What it is made of, each 0 to 100.</param>
public sealed record ScoreView(double Overall, CurriculumScore Dimensions);
