using RoadmapAgent.Domain.Authors;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Domain.Storage;

/// <summary>A roadmap as a worker needs it.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="State">Its workflow state.</param>
/// <param name="Version">Changes so far; a write that expects another version changes nothing.</param>
/// <param name="Intent">What the author understood.</param>
/// <param name="Framework">The plan.</param>
/// <param name="Feedback">What a reviewer wants changed and nobody has changed yet.</param>
public sealed record StoredRoadmap(
    Guid Id,
    RoadmapRequest Request,
    WorkflowState State,
    int Version,
    Intent? Intent,
    Framework? Framework,
    string? Feedback);

/// <summary>A change of a roadmap's state and what comes with it; what is null stays as it is.</summary>
/// <param name="State">The new state.</param>
/// <param name="Intent">What the author understood.</param>
/// <param name="Framework">The new plan.</param>
/// <param name="Feedback">What a reviewer wants changed; forgotten when the plan changes.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Approved">What a reviewer decided, if the change is that.</param>
/// <param name="Score">What the author thinks of the plan; forgotten when the plan changes.</param>
public sealed record RoadmapChange(WorkflowState State, Intent? Intent = null, Framework? Framework = null, string? Feedback = null, string? Error = null, bool? Approved = null, CurriculumScore? Score = null);

/// <summary>A roadmap that was asked for.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Status">Where it stands: further on if it was asked for before.</param>
public sealed record CreatedRoadmap(Guid Id, RoadmapStatus Status);

/// <summary>An idempotency key came with another request before.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("The idempotency key belongs to another request.");

/// <summary>Somebody else changed the roadmap since it was read; nothing was written.</summary>
/// <param name="roadmapId">The roadmap.</param>
public sealed class ConcurrentChangeException(Guid roadmapId) : Exception($"The roadmap {roadmapId} was changed in the meantime.");
