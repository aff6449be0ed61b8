namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A question with one right answer and plausible wrong ones.</summary>
internal sealed record Question(string Ask, string Answer, IReadOnlyList<string> Wrong, string Because);
