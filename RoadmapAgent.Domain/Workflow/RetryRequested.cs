namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner requested a retry of a failed or cancelled roadmap. It resumes after the last completed step.</summary>
/// <param name="Understood">Whether the request has been analyzed.</param>
/// <param name="Planned">Whether there is a plan.</param>
/// <param name="Refused">Whether a reviewer requested changes that have not been made yet.</param>
/// <param name="Incomplete">
/// The concepts whose content is incomplete: none if it was cancelled after the last piece was written; null if content generation has not
/// started.
/// </param>
public sealed record RetryRequested(bool Understood, bool Planned, bool Refused, IReadOnlyList<IncompleteConcept>? Incomplete)
    : WorkflowEvent;
