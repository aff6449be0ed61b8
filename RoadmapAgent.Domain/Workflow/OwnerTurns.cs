using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>
/// Owners take turns: only a few roadmaps of each have a turn at once, and the commands of the others are held until it is theirs. What
/// waits in the queues ahead of a newcomer is then bounded for each owner, however much that owner has requested.
/// </summary>
public static class OwnerTurns
{
    /// <summary>
    /// The number of roadmaps of one owner that may have a turn at once: enough to occupy all workers of a fleet while no one else needs
    /// them.
    /// </summary>
    public const int RoadmapsAtOnce = 8;

    /// <summary>Returns whether the commands of a decision are held. Only what an owner asks for is, not what follows from it.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="othersWithTurn">The number of the owner's other roadmaps that have a turn.</param>
    public static bool Holds(Decision decision, int othersWithTurn)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return othersWithTurn >= RoadmapsAtOnce
            && decision.Commands.Count > 0
            && decision.Happened is RoadmapRequested or ReviewDecided or RetryRequested or RegenerationRequested;
    }

    /// <summary>Returns whether the turn of a roadmap ends, so that a held one of its owner may have one.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    public static bool Ends(WorkflowState before, WorkflowState after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return TakesTurn(before) && !TakesTurn(after);
    }

    // One that waits for a review occupies no worker.
    private static bool TakesTurn(WorkflowState state) => state.Status is RoadmapStatus.Pending or RoadmapStatus.Processing;
}
