using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap whose row is locked until the transaction ends.</summary>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">The number of changes so far.</param>
/// <param name="LastSequence">The number of its last event.</param>
/// <param name="OthersInProgress">The number of the owner's other roadmaps in progress; 0 if they were not counted.</param>
internal sealed record LockedRoadmap(WorkflowState State, int Version, long LastSequence, int OthersInProgress = 0);
