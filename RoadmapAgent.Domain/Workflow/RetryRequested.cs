namespace RoadmapAgent.Domain.Workflow;

/// <summary>Its owner wants what failed, or was cancelled, to be tried again.</summary>
/// <param name="From">The step to go on with: see <see cref="RoadmapWorkflow.ResumeAt"/>.</param>
public sealed record RetryRequested(WorkflowStep From) : WorkflowEvent;
