namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>One thing to understand about a skill: what it is, how to try it, how it goes wrong, how to ask for it.</summary>
internal sealed record KeyPoint(
    string Name,
    Depth Depth,
    string Text,
    string Try,
    string Mistake,
    Question Question,
    IReadOnlyList<Claim> Claims,
    CodeExample? Example = null);
