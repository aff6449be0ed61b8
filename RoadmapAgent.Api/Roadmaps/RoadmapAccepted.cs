using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The response to an accepted request.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Status">Its status.</param>
internal sealed record RoadmapAccepted(Guid Id, RoadmapStatus Status);
