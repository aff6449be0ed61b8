using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The state of a roadmap as it was loaded.</summary>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">The number of changes so far.</param>
internal sealed record VersionedState(WorkflowState State, int Version);
