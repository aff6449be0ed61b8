namespace RoadmapAgent.Domain.Workflow;

/// <summary>What follows from an event. All of it is stored in one transaction, or nothing.</summary>
/// <param name="Happened">The event; the facts it carries are stored with the decision.</param>
/// <param name="State">The new state.</param>
/// <param name="Events">The progress events, in order; at least one.</param>
/// <param name="Commands">The commands to send.</param>
/// <param name="Error">The reason why the roadmap failed or is incomplete, for the learner.</param>
public sealed record Decision(
    WorkflowEvent Happened,
    WorkflowState State,
    IReadOnlyList<NewEvent> Events,
    IReadOnlyList<Command> Commands,
    string? Error = null);
