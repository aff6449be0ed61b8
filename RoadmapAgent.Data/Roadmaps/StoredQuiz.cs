using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A concept's quiz as it is stored.</summary>
/// <param name="Questions">Its questions.</param>
/// <param name="Attempts">The number of attempts at writing the concept's quiz, this one included: tells one quiz from the next.</param>
public sealed record StoredQuiz(IReadOnlyList<QuizQuestion> Questions, int Attempts);
