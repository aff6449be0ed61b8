using System.Text.Json;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The types of a roadmap's events.</summary>
public static class ProgressEvents
{
    /// <summary>The workflow took a step.</summary>
    public const string Progress = "progress";

    /// <summary>The plan is waiting for review.</summary>
    public const string ReviewRequired = "human_review_required";

    /// <summary>A concept's content is complete.</summary>
    public const string ConceptComplete = "concept_complete";

    /// <summary>Some of a concept's content could not be written.</summary>
    public const string ConceptFailed = "concept_failed";

    /// <summary>A failed or cancelled roadmap was resumed, or content is being regenerated.</summary>
    public const string RetryStarted = "retry_started";

    /// <summary>The roadmap was deleted; published but not stored.</summary>
    public const string Deleted = "deleted";

    /// <summary>Returns whether an event of this type is the last one unless the owner retries the roadmap.</summary>
    public static bool Ends(string type) => type is "completed" or "partial_failure" or "failed" or "cancelled" or Deleted;

    /// <summary>Creates the event for a new state; <paramref name="error"/> is the reason for an end.</summary>
    public static NewEvent OfState(WorkflowState state, string? error = null) => state.Ended
        ? new(DomainJson.Name(state.Status), Json(new { status = state.Status, error }))
        : new(
            state.Status == RoadmapStatus.HumanReviewPending ? ReviewRequired : Progress,
            Json(new { step = state.Step, status = state.Status, round = state.Round }));

    /// <summary>Creates the event for a retry or a regeneration.</summary>
    public static NewEvent OfRetry(WorkflowState state) =>
        new(RetryStarted, Json(new { step = state.Step, status = state.Status, round = state.Round }));

    /// <summary>
    /// Creates the event for a concept whose content has been attempted. The numbers of concepts <c>completed</c>, <c>failed</c> and in
    /// <c>total</c> are added when it is stored.
    /// </summary>
    public static NewEvent OfConcept(string conceptId, bool complete) =>
        new(complete ? ConceptComplete : ConceptFailed, Json(new { conceptId }));

    private static string Json<T>(T data) => JsonSerializer.Serialize(data, DomainJson.Options);
}
