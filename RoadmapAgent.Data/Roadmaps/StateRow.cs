using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A row of <c>roadmap.roadmaps</c>; the facts are null if they are not selected.</summary>
internal class StateRow
{
    public required string Status { get; init; }

    public required string Step { get; init; }

    public int Round { get; init; }

    public int Edits { get; init; }

    public bool SkipReview { get; init; }

    public int Version { get; init; }

    public long LastSequence { get; init; }

    public Guid? Owner { get; init; }

    public int OthersInProgress { get; init; }

    public int OthersWithTurn { get; init; }

    public string? Request { get; init; }

    public string? Intent { get; init; }

    public string? Framework { get; init; }

    public string? Feedback { get; init; }

    public WorkflowState State(Guid id) =>
        new(id, DomainJson.Parse<RoadmapStatus>(Status), DomainJson.Parse<WorkflowStep>(Step), Round, SkipReview, Edits);
}
