using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>
/// Owners take turns: only a few roadmaps of each are under way at once, and the commands of the others are held back. What waits in the
/// queues ahead of a newcomer is then bounded for each owner, however much that owner has requested.
/// </summary>
public static class OwnerTurns
{
    /// <summary>
    /// The number of roadmaps of one owner that may be under way at once: enough to occupy all workers of a fleet while no one else needs
    /// them.
    /// </summary>
    public const int RoadmapsAtOnce = 8;

    /// <summary>
    /// Returns whether the commands of a decision are held back. Only what an owner asks for waits, not what follows from it.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="othersUnderWay">The number of the owner's other roadmaps that are under way.</param>
    public static bool Waits(Decision decision, int othersUnderWay)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return othersUnderWay >= RoadmapsAtOnce
            && decision.Commands.Count > 0
            && decision.Happened is RoadmapRequested or ReviewDecided or RetryRequested or RegenerationRequested;
    }

    /// <summary>Returns whether a roadmap stops being under way, so that another one of its owner may be.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    public static bool Ends(WorkflowState before, WorkflowState after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return IsUnderWay(before) && !IsUnderWay(after);
    }

    // One that waits for a review occupies no worker.
    private static bool IsUnderWay(WorkflowState state) => state.Status is RoadmapStatus.Pending or RoadmapStatus.Processing;
}
