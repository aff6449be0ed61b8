namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner requested a retry of a failed or cancelled roadmap.</summary>
/// <param name="From">The step to resume at; see <see cref="RoadmapWorkflow.ResumeAt"/>.</param>
public sealed record RetryRequested(WorkflowStep From) : WorkflowEvent;
