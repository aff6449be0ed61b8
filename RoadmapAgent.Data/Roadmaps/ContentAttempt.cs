using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>One attempt at a piece of content: either <paramref name="Content"/> or <paramref name="Error"/>.</summary>
/// <param name="Kind">The kind of content.</param>
/// <param name="Content">The content as JSON.</param>
/// <param name="Error">The reason it could not be written.</param>
public sealed record ContentAttempt(ContentKind Kind, string? Content, string? Error);
