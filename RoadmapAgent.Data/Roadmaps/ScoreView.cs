using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>An author's score of a valid plan.</summary>
/// <param name="Overall">0 to 100.</param>
/// <param name="Dimensions">Its dimensions, each 0 to 100.</param>
public sealed record ScoreView(double Overall, CurriculumScore Dimensions);
