namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>A word of a goal, in English and in comparable form.</summary>
/// <param name="Key">The word; translated if it is not English.</param>
/// <param name="Start">The index of its first character in the goal.</param>
/// <param name="End">The index after its last character in the goal.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="IsCapital">Whether its capital first letter tells something: not at the start of a sentence or in a title.</param>
internal sealed record GoalWord(string Key, int Start, int End, Pause Before, bool IsCapital);
