namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>The file of a skill's quiz items.</summary>
internal sealed record QuizItemList(IReadOnlyList<QuizItem> Questions);
