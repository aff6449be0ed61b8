namespace RoadmapAgent.Domain.Workflow;

/// <summary>A step cannot succeed.</summary>
/// <param name="Reason">Why, for the learner.</param>
public sealed record StepFailed(string Reason) : WorkflowEvent;
