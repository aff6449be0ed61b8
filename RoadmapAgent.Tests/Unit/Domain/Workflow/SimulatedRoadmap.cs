using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>
/// A roadmap as it is stored. A decision is made on what was loaded, and counts only if nobody wrote in between; its commands go to the
/// broker.
/// </summary>
internal sealed class SimulatedRoadmap
{
    private readonly SimulatedBroker _broker;
    private bool _understood;
    private bool _planned;
    private bool _refused;

    public SimulatedRoadmap(SimulatedBroker broker, bool skipReview)
    {
        _broker = broker;
        var begun = RoadmapWorkflow.Begin(WorkflowCases.RoadmapId, skipReview);
        State = begun.State;
        broker.Send(begun.Commands);
    }

    public WorkflowState State { get; private set; }

    /// <summary>The number of changes of the state.</summary>
    public int Version { get; private set; }

    public SimulatedContent Content { get; } = new();

    /// <summary>The number of times an end state was stored.</summary>
    public int Ends { get; private set; }

    /// <summary>The number of times the content of all concepts was requested.</summary>
    public int FanOuts { get; private set; }

    /// <summary>Returns the owner's request to retry the roadmap as it is.</summary>
    public RetryRequested Retry() => new(_understood, _planned, _refused, Content.IsRequested ? [.. Content.Incomplete] : null);

    /// <summary>Stores what follows from an event in the state as it is; false if nothing does.</summary>
    public bool Write(WorkflowEvent happened) => Write(State, Version, happened);

    /// <summary>
    /// Stores what follows from an event in the state as it was loaded; false if nothing does, or if somebody has written since.
    /// </summary>
    public bool Write(WorkflowState loaded, int version, WorkflowEvent happened)
    {
        if (version != Version || RoadmapWorkflow.Decide(loaded, happened) is not { } decision)
        {
            return false;
        }

        Version += decision.State == State ? 0 : 1;
        Ends += decision.State.Ended ? 1 : 0;
        State = decision.State;
        Remember(happened);
        _broker.Send(decision.Commands);
        return true;
    }

    private void Remember(WorkflowEvent happened)
    {
        _understood |= happened is IntentAnalyzed;
        _planned |= happened is CurriculumDesigned;
        _refused = happened is ReviewDecided review ? !review.Approved : _refused && happened is not RoadmapEdited;
        if (happened is StructureValidated or ReviewDecided && State.GeneratesContent)
        {
            FanOuts++;
            Content.Request();
        }

        if (happened is RetryRequested)
        {
            Content.Retry();
        }

        if (happened is RegenerationRequested wish)
        {
            Content.Regenerate(wish.ConceptId);
        }
    }
}
