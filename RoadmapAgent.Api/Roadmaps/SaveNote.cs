using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A learner's note about a concept.</summary>
/// <param name="Note">The text, without the blanks around it; empty to have none.</param>
public sealed record SaveNote(
    [property: Present, Text(0, 10_000, Lines = true)]
    string? Note);
