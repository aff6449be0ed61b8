using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A question that was missed, as it is stored.</summary>
/// <param name="Question">The question with its answer.</param>
/// <param name="Schedule">When it is asked again.</param>
public sealed record StoredCard(QuizQuestion Question, CardSchedule Schedule);
