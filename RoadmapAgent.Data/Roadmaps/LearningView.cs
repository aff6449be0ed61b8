namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The learner's progress.</summary>
/// <param name="Done">Concepts done.</param>
/// <param name="Total">All concepts that have or will have content.</param>
/// <param name="QuizAverage">0 to 1: the mean of the best scores; null before the first quiz.</param>
public sealed record LearningView(int Done, int Total, double? QuizAverage);
