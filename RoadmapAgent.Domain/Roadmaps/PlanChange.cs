namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A difference between two plans.</summary>
/// <param name="Change">The kind of change.</param>
/// <param name="ConceptId">The concept's id in the newer plan, or in the older plan if it was removed.</param>
/// <param name="Name">The concept's name.</param>
/// <param name="Detail">The place, or the old and the new values.</param>
public sealed record PlanChange(PlanChangeKind Change, string ConceptId, string Name, string Detail);
