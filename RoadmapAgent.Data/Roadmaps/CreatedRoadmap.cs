using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A created roadmap, or the existing one of the same idempotency key.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Status">Its status; an existing roadmap may have progressed.</param>
public sealed record CreatedRoadmap(Guid Id, RoadmapStatus Status);
