namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A key point of a skill: explanation, exercise step, common mistake and quiz questions.</summary>
internal sealed record KeyPoint(
    string Name,
    Depth Depth,
    string Text,
    string Try,
    string Mistake,
    Question Question,
    IReadOnlyList<Claim> Claims,
    CodeExample? Example = null);
