namespace RoadmapAgent.Authoring.Catalog.Phrases;

/// <summary>A word of a text in comparable form, with its place in the text.</summary>
/// <param name="Key">The word in comparable form.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal readonly record struct Word(string Key, int Start, int End);
