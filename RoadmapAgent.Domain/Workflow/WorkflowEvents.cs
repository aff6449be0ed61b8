namespace RoadmapAgent.Domain.Workflow;

/// <summary>Something that happened to a roadmap.</summary>
public abstract record WorkflowEvent;

/// <summary>A worker took it up.</summary>
public sealed record Started : WorkflowEvent;

/// <summary>The goal is understood.</summary>
public sealed record IntentAnalyzed : WorkflowEvent;

/// <summary>There is a plan.</summary>
public sealed record CurriculumDesigned : WorkflowEvent;

/// <summary>The plan was checked.</summary>
/// <param name="Valid">Whether it holds.</param>
public sealed record StructureValidated(bool Valid) : WorkflowEvent;

/// <summary>The plan was changed.</summary>
public sealed record RoadmapEdited : WorkflowEvent;

/// <summary>A person decided.</summary>
/// <param name="Approved">Whether the plan is accepted; if not, it is edited and comes back.</param>
public sealed record ReviewDecided(bool Approved) : WorkflowEvent;

/// <summary>A concept's content was attempted.</summary>
/// <param name="Pending">Pieces of the roadmap not attempted yet.</param>
/// <param name="Failed">Pieces that could not be written.</param>
/// <param name="Total">All pieces.</param>
public sealed record ContentAttempted(int Pending, int Failed, int Total) : WorkflowEvent;

/// <summary>A step cannot succeed.</summary>
/// <param name="Reason">Why, for the learner.</param>
public sealed record StepFailed(string Reason) : WorkflowEvent;

/// <summary>Its owner wants what failed, or was cancelled, to be tried again.</summary>
/// <param name="From">The step to go on with: see <see cref="RoadmapWorkflow.ResumeAt"/>.</param>
public sealed record RetryRequested(WorkflowStep From) : WorkflowEvent;

/// <summary>Its owner wants a piece of content to be written anew.</summary>
public sealed record RegenerationRequested : WorkflowEvent;

/// <summary>Its owner ended it.</summary>
public sealed record CancelRequested : WorkflowEvent;
