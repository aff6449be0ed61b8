using System.Text.Json;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The events of a roadmap, by type.</summary>
public static class ProgressEvents
{
    /// <summary>The workflow took a step.</summary>
    public const string Progress = "progress";

    /// <summary>A person has to decide.</summary>
    public const string ReviewRequired = "human_review_required";

    /// <summary>A concept has all its content.</summary>
    public const string ConceptComplete = "concept_complete";

    /// <summary>Some of a concept's content could not be written.</summary>
    public const string ConceptFailed = "concept_failed";

    /// <summary>What failed, was cancelled or is wanted anew is begun again.</summary>
    public const string RetryStarted = "retry_started";

    /// <summary>The roadmap is gone; not stored, because nothing of it is.</summary>
    public const string Deleted = "deleted";

    /// <summary>Whether nothing follows an event of this type unless the owner begins again.</summary>
    public static bool Ends(string type) => type is "completed" or "partial_failure" or "failed" or "cancelled" or Deleted;

    /// <summary>The event that a new state is.</summary>
    public static NewEvent OfState(WorkflowState state, string? error) => state.Ended
        ? new(DomainJson.Name(state.Status), Json(new { status = state.Status, error }))
        : new(state.Status == RoadmapStatus.HumanReviewPending ? ReviewRequired : Progress, Json(new { step = state.Step, status = state.Status, round = state.Round }));

    /// <summary>The event of a retry or a regeneration.</summary>
    public static NewEvent OfRetry(WorkflowState state) => new(RetryStarted, Json(new { step = state.Step, status = state.Status, round = state.Round }));

    /// <summary>The event of a concept whose content has been attempted.</summary>
    public static NewEvent OfConcept(string conceptId, bool complete, ProgressView progress) => new(
        complete ? ConceptComplete : ConceptFailed,
        Json(new { conceptId, completed = progress.Completed, failed = progress.Failed, total = progress.Total }));

    private static string Json<T>(T data) => JsonSerializer.Serialize(data, DomainJson.Options);
}
