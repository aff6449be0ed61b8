using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>What follows from an answer to a question that was missed.</summary>
/// <param name="Result">The result of the answer.</param>
/// <param name="DueAt">When the question is asked again.</param>
public sealed record CardAnswered(AnswerResult Result, DateTimeOffset DueAt);
