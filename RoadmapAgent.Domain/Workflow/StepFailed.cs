namespace RoadmapAgent.Domain.Workflow;

/// <summary>A step failed and will not succeed.</summary>
/// <param name="Reason">The reason, for the learner.</param>
public sealed record StepFailed(string Reason) : WorkflowEvent;
