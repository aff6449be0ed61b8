namespace RoadmapAgent.Authoring;

/// <summary>One line of a reviewer's feedback.</summary>
/// <param name="Text">The line.</param>
/// <param name="Edits">The edits it asks for; none if it was not understood or asks for nothing to change.</param>
public sealed record Wish(string Text, IReadOnlyList<PlannedEdit> Edits)
{
    /// <summary>Whether it asks to keep something as it is.</summary>
    public bool IsKept { get; init; }
}
