using System.Text.Json;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>One piece of content.</summary>
internal sealed record ItemContent(string ConceptId, ContentKind Kind, ContentStatus Status, JsonElement? Content);
