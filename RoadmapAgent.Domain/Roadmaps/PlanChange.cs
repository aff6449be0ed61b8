namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>A difference between two plans.</summary>
/// <param name="Change">What happened.</param>
/// <param name="ConceptId">The concept in the plan that has it; the newer one where both do.</param>
/// <param name="Name">The concept's name.</param>
/// <param name="Detail">Where, or from what to what.</param>
public sealed record PlanChange(PlanChangeKind Change, string ConceptId, string Name, string Detail);
