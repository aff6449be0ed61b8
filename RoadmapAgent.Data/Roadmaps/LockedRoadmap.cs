using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap whose row is locked until the transaction ends.</summary>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">The number of changes so far.</param>
/// <param name="LastSequence">The number of its last event.</param>
/// <param name="Owner">The person that it belongs to; null for one that a version without owners has created.</param>
/// <param name="OthersInProgress">The number of the owner's other roadmaps in progress; 0 if they were not counted.</param>
/// <param name="OthersWithTurn">The number of those among them that have a turn; 0 if they were not counted.</param>
internal sealed record LockedRoadmap(
    WorkflowState State, int Version, long LastSequence, Guid? Owner, int OthersInProgress = 0, int OthersWithTurn = 0);
