using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner requested the regeneration of a piece of content.</summary>
/// <param name="ConceptId">The concept.</param>
/// <param name="Kind">The kind of content.</param>
public sealed record RegenerationRequested(string ConceptId, ContentKind Kind) : WorkflowEvent;
