namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>Something to read, watch or use.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Url">Absolute http or https address.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">Why it is worth the time.</param>
/// <param name="Relevance">0 to 1.</param>
/// <param name="Language">BCP 47 tag, such as <c>en</c>.</param>
public sealed record LearningResource(string Title, string Url, ResourceType Type, string Description, double Relevance, string Language);
