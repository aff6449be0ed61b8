using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A roadmap was accepted.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Status">Where it stands.</param>
internal sealed record RoadmapAccepted(Guid Id, RoadmapStatus Status);
