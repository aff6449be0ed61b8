namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A learner's results in a concept's quiz.</summary>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="BestScore">0 to 1; null without an attempt.</param>
/// <param name="LastScore">0 to 1; null without an attempt.</param>
public sealed record QuizResults(int Attempts, double? BestScore, double? LastScore);
