using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>What a worker or the owner has loaded and is about to store.</summary>
/// <param name="Message">The worker's message; null if it is the owner's work.</param>
/// <param name="State">The state that was loaded.</param>
/// <param name="Version">Its version.</param>
/// <param name="Decided">The owner's decision; null if it is a worker's work.</param>
/// <param name="Pieces">The pieces of content that are being written.</param>
internal sealed record SimulatedWork(
    int? Message, WorkflowState State, int Version, WorkflowEvent? Decided, IReadOnlyList<SimulatedPiece> Pieces);
