using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>One attempt at a piece of content: either <paramref name="Content"/> or <paramref name="Error"/>.</summary>
/// <param name="Kind">Which piece.</param>
/// <param name="Content">What was written: JSON.</param>
/// <param name="Error">Why it could not be written.</param>
public sealed record ContentAttempt(ContentKind Kind, string? Content, string? Error);
