namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A text that teaches one concept.</summary>
/// <param name="Title">The tutorial's title.</param>
/// <param name="Summary">At most 500 characters.</param>
/// <param name="Markdown">The text, CommonMark.</param>
/// <param name="EstimatedMinutes">Reading and exercise time; at least 1.</param>
public sealed record Tutorial(string Title, string Summary, string Markdown, int EstimatedMinutes);
