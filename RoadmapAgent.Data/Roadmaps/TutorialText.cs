namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A tutorial.</summary>
/// <param name="Html">As HTML; null if it was stored before there was any.</param>
/// <param name="Markdown">As Markdown.</param>
public sealed record TutorialText(string? Html, string Markdown);
