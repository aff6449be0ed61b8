using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>
/// A roadmap, its commands, its owner and any number of workers without a database or a broker: a worker that has loaded something stores
/// its outcome at any later time, once, several times or never.
/// </summary>
internal sealed class WorkerSimulation
{
    private readonly bool _ownerReturns;
    private readonly SimulatedBroker _broker = new();
    private readonly SimulatedRoadmap _roadmap;
    private readonly List<SimulatedWork> _working = [];

    /// <param name="skipReview">Whether content is written without a review.</param>
    /// <param name="ownerReturns">Whether the owner retries and regenerates what has ended.</param>
    public WorkerSimulation(bool skipReview, bool ownerReturns)
    {
        _ownerReturns = ownerReturns;
        _roadmap = new(_broker, skipReview);
    }

    public WorkflowState State => _roadmap.State;

    /// <summary>Steps that succeeded and were stored.</summary>
    public List<(WorkflowStep Step, int Round)> Taken { get; } = [];

    /// <summary>The number of times an end state was stored.</summary>
    public int Ends => _roadmap.Ends;

    /// <summary>The number of times the content of all concepts was requested.</summary>
    public int FanOuts => _roadmap.FanOuts;

    /// <summary>How often the owner's wish to go on with an ended roadmap was granted.</summary>
    public int Resumed { get; private set; }

    /// <summary>
    /// Whether the broker still has the command for the next step, or one for every concept with pending content, or one whose worker is
    /// about to end the roadmap.
    /// </summary>
    public bool IsCaredFor => State.Status switch
    {
        _ when State.GeneratesContent && !_roadmap.Content.Pending.Any() => _broker.HasCommand(command => command is GenerateConcept),
        _ when State.GeneratesContent => _roadmap.Content.Pending.All(concept =>
            _broker.HasCommand(command => command is GenerateConcept generate && generate.ConceptId == concept)),
        RoadmapStatus.Pending or RoadmapStatus.Processing =>
            _broker.HasCommand(command => command is AdvanceRoadmap advance && State.Awaits(advance.Step, advance.Round)),
        _ => true,
    };

    /// <summary>Whether the broker has nothing left.</summary>
    public bool IsDrained => _broker.IsDrained;

    /// <summary>Performs one action.</summary>
    /// <param name="choice">Any number; selects the action.</param>
    public void Act(int choice)
    {
        var pick = choice / 20;
        switch (choice % 20)
        {
            case < 8:
                Load(_broker.AnySent(pick));
                break;
            case < 16 when _working.Count > 0:
                Store(_working[pick % _working.Count], pick);
                break;
            case 16 or 17:
                Visit(pick % 3 == 0 ? WorkflowCases.Rejected : WorkflowCases.Approved, pick);
                break;
            case 18 when _ownerReturns:
                Visit(
                    pick % 3 == 0 && !_roadmap.Content.IsEmpty
                        ? new RegenerationRequested(WorkflowCases.Concepts[pick / 6 % WorkflowCases.Concepts.Count], ContentKind.Quiz)
                        : _roadmap.Retry(),
                    pick);
                break;
            case 19 when pick % 40 == 0:
                Visit(new CancelRequested(), pick: 1);
                break;
        }
    }

    /// <summary>Delivers what the broker still has, and what that leads to, until nothing is left.</summary>
    /// <param name="choices">How the deliveries turn out.</param>
    public void Drain(IEnumerable<int> choices)
    {
        foreach (var choice in choices)
        {
            if (_broker.AnyLeft(choice) is not { } message)
            {
                return;
            }

            Load(message);
            if (_broker.Has(message))
            {
                Store(_working[^1], choice);
            }
        }
    }

    /// <summary>Loses one message that the broker still has; false if it has none.</summary>
    /// <param name="pick">Any number; selects the message.</param>
    public bool Lose(int pick) => _broker.AnyLeft(pick) is { } message && _broker.Remove(message);

    /// <summary>Looks after the roadmap as if nothing had happened for a long time; false if there was nothing to do.</summary>
    public bool Reconcile() => _roadmap.Write(_roadmap.Content.Stalled());

    /// <summary>Lets one message fail for good; false if the broker has none.</summary>
    /// <param name="pick">Any number; selects the message.</param>
    public bool Fail(int pick)
    {
        if (_broker.AnyLeft(pick) is not { } message)
        {
            return false;
        }

        switch (_broker[message])
        {
            case AdvanceRoadmap advance when State.Awaits(advance.Step, advance.Round):
                _roadmap.Write(new StepFailed("The database refused the result."));
                break;
            case GenerateConcept generate when State.GeneratesContent:
                End(_roadmap.Content.PendingOf(generate.ConceptId), _ => false);
                _roadmap.Write(_roadmap.Content.Attempted(generate.ConceptId));
                _roadmap.Write(_roadmap.Content.Attempted());
                break;
        }

        _broker.Done(message);
        return true;
    }

    /// <summary>The owner retries the roadmap.</summary>
    public void RetryNow() => Visit(_roadmap.Retry(), pick: 1);

    // The owner decides at once, or on what the page showed a while ago.
    private void Visit(WorkflowEvent decided, int pick)
    {
        var work = new SimulatedWork(Message: null, State, _roadmap.Version, decided, Pieces: []);
        if (pick % 2 == 0)
        {
            _working.Add(work);
        }
        else
        {
            Store(work, pick);
        }
    }

    private void Load(int message)
    {
        switch (_broker[message])
        {
            case AdvanceRoadmap advance when State.Awaits(advance.Step, advance.Round):
                _roadmap.Write(new Started());
                _working.Add(new(message, State, _roadmap.Version, Decided: null, Pieces: []));
                break;
            case GenerateConcept generate
                when State.GeneratesContent && _roadmap.Content.PendingOf(generate.ConceptId) is { Count: > 0 } pieces:
                _working.Add(new(message, State, _roadmap.Version, Decided: null, pieces));
                break;
            case GenerateConcept when State.GeneratesContent:
                _roadmap.Write(_roadmap.Content.Attempted());
                _broker.Remove(message);
                break;
            default:
                _broker.Remove(message);
                break;
        }
    }

    // Loaded states stay in the list, so a worker may store the same outcome again.
    private void Store(SimulatedWork work, int pick)
    {
        if (work.Message is not { } message)
        {
            Resumed += _roadmap.Write(work.State, work.Version, work.Decided!) && work.State.Ended ? 1 : 0;
            return;
        }

        if (_broker[message] is GenerateConcept generate)
        {
            StoreContent(generate.ConceptId, work.Pieces, message, pick);
        }
        else if (_broker.IsStored(message))
        {
            _broker.Remove(message);
        }
        else if (StoreStep(work, pick))
        {
            _broker.Done(message);
        }
    }

    private bool StoreStep(SimulatedWork work, int pick)
    {
        WorkflowEvent happened = work.State.Step switch
        {
            _ when pick % 50 == 0 => new StepFailed("The author gave up."),
            WorkflowStep.IntentAnalysis => WorkflowCases.Analyzed,
            WorkflowStep.CurriculumDesign => WorkflowCases.Designed,
            WorkflowStep.StructureValidation => pick % 2 == 0 ? WorkflowCases.Valid : WorkflowCases.Invalid,
            _ => WorkflowCases.Edited,
        };
        var stored = _roadmap.Write(work.State, work.Version, happened);
        if (stored && happened is not StepFailed)
        {
            Taken.Add((work.State.Step, work.State.Round));
        }

        return stored;
    }

    // Each piece is stored once, by the first to attempt it, and in the state as it is: content for an earlier version of the roadmap is
    // stored once that has been loaded again. A worker may die after every piece, and before it ends the roadmap.
    private void StoreContent(string conceptId, IReadOnlyList<SimulatedPiece> pieces, int message, int pick)
    {
        if (State.GeneratesContent && pieces.Any(piece => piece.Pending))
        {
            End([.. pieces.Take(1 + (pick % 7))], piece => (pick + piece.Attempts) % 4 != 0);
            if (pieces.Any(piece => piece.Pending))
            {
                return;
            }

            _roadmap.Write(_roadmap.Content.Attempted(conceptId));
        }

        if (pick % 5 == 0)
        {
            return;
        }

        _roadmap.Write(_roadmap.Content.Attempted());
        _broker.Done(message);
    }

    private static void End(IReadOnlyList<SimulatedPiece> pieces, Func<SimulatedPiece, bool> written)
    {
        foreach (var piece in pieces.Where(piece => piece.Pending))
        {
            piece.End(written(piece));
        }
    }
}
