namespace RoadmapAgent.Domain.Workflow;

/// <summary>The last pending piece of a concept's content was attempted.</summary>
/// <param name="ConceptId">The concept.</param>
/// <param name="Complete">Whether every piece of it is written.</param>
public sealed record ConceptAttempted(string ConceptId, bool Complete) : WorkflowEvent;
