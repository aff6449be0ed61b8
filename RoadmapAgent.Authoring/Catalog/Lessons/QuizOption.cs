namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>An option of a quiz item.</summary>
/// <param name="Text">The option.</param>
/// <param name="Right">Whether it is right.</param>
/// <param name="Because">Why it is right or wrong, or why a step stands where it does.</param>
internal sealed record QuizOption(string Text, bool Right, string Because);
