using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>
/// A roadmap, its commands, its owner and any number of workers without a database or a broker. A command may be delivered any number of
/// times and at any time, and stays with the broker until it is done with; a decision is made on what was loaded, and counts only if
/// nobody wrote in between.
/// </summary>
internal sealed class WorkerSimulation
{
    private const int Kinds = 3;
    private readonly bool _ownerReturns;
    private readonly List<Command> _sent = [];
    private readonly HashSet<int> _underWay = [];
    private readonly HashSet<int> _stored = [];
    private readonly List<Work> _working = [];
    private readonly SortedDictionary<string, Piece[]> _content = new(StringComparer.Ordinal);
    private bool _understood;
    private bool _planned;
    private bool _refused;
    private int _version;

    /// <param name="skipReview">Whether content is written without a review.</param>
    /// <param name="ownerReturns">Whether the owner retries and regenerates what has ended.</param>
    public WorkerSimulation(bool skipReview, bool ownerReturns)
    {
        _ownerReturns = ownerReturns;
        var begun = RoadmapWorkflow.Begin(WorkflowCases.RoadmapId, skipReview);
        State = begun.State;
        Send(begun);
    }

    public WorkflowState State { get; private set; }

    /// <summary>Steps that succeeded and were stored.</summary>
    public List<(WorkflowStep Step, int Round)> Taken { get; } = [];

    /// <summary>The number of times an end state was stored.</summary>
    public int Ends { get; private set; }

    /// <summary>The number of times the content of all concepts was requested.</summary>
    public int FanOuts { get; private set; }

    /// <summary>How often the owner's wish to go on with an ended roadmap was granted.</summary>
    public int Resumed { get; private set; }

    /// <summary>
    /// Whether the broker still has the command for the next step, or one for every concept with pending content.
    /// </summary>
    public bool IsCaredFor => State.Status switch
    {
        _ when State.GeneratesContent => _content.Any(concept => concept.Value.Any(piece => piece.Pending))
            && _content.Where(concept => concept.Value.Any(piece => piece.Pending))
                .All(concept => HasCommand(command => command is GenerateConcept generate && generate.ConceptId == concept.Key)),
        RoadmapStatus.Pending or RoadmapStatus.Processing =>
            HasCommand(command => command is AdvanceRoadmap advance && State.Awaits(advance.Step, advance.Round)),
        _ => true,
    };

    /// <summary>Whether the broker has nothing left.</summary>
    public bool IsDrained => _underWay.Count == 0;

    /// <summary>Performs one action.</summary>
    /// <param name="choice">Any number; selects the action.</param>
    public void Act(int choice)
    {
        var pick = choice / 20;
        switch (choice % 20)
        {
            case < 8:
                Load(pick % _sent.Count);
                break;
            case < 16 when _working.Count > 0:
                Store(_working[pick % _working.Count], pick);
                break;
            case 16 or 17:
                Visit(pick % 3 == 0 ? WorkflowCases.Rejected : WorkflowCases.Approved, pick);
                break;
            case 18 when _ownerReturns:
                Visit(
                    pick % 3 == 0 && _content.Count > 0
                        ? new RegenerationRequested(WorkflowCases.Concepts[pick / 6 % WorkflowCases.Concepts.Count], ContentKind.Quiz)
                        : Retry(),
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
            if (_underWay.Count == 0)
            {
                return;
            }

            var message = _underWay.Order().ElementAt(choice % _underWay.Count);
            Load(message);
            if (_underWay.Contains(message))
            {
                Store(_working[^1], choice);
            }
        }
    }

    /// <summary>Loses one message that the broker still has; false if it has none.</summary>
    /// <param name="pick">Any number; selects the message.</param>
    public bool Lose(int pick) => Choose(pick) is { } message && _underWay.Remove(message);

    /// <summary>Looks after the roadmap as if nothing had happened for a long time; false if there was nothing to do.</summary>
    public bool Reconcile()
    {
        var all = _content.Values.SelectMany(concept => concept).ToList();
        return Write(
            State,
            _version,
            new Stalled(
                [.. _content.Where(concept => concept.Value.Any(piece => piece.Pending)).Select(concept => concept.Key)],
                all.Count(piece => piece is { Pending: false, Written: false }),
                all.Count));
    }

    /// <summary>Lets one message fail for good; false if the broker has none.</summary>
    /// <param name="pick">Any number; selects the message.</param>
    public bool Fail(int pick)
    {
        if (Choose(pick) is not { } message)
        {
            return false;
        }

        switch (_sent[message].Message)
        {
            case AdvanceRoadmap advance when State.Awaits(advance.Step, advance.Round):
                Write(State, _version, new StepFailed("The database refused the result."));
                break;
            case GenerateConcept generate when State.GeneratesContent:
                foreach (var piece in _content[generate.ConceptId].Where(piece => piece.Pending))
                {
                    (piece.Pending, piece.Attempts) = (false, piece.Attempts + 1);
                }

                CountContent(generate.ConceptId, complete: false);
                break;
        }

        Done(message);
        return true;
    }

    /// <summary>The owner retries the roadmap.</summary>
    public void RetryNow() => Visit(Retry(), pick: 1);

    private int? Choose(int pick) => _underWay.Count == 0 ? null : _underWay.Order().ElementAt(pick % _underWay.Count);

    private bool HasCommand(Func<object, bool> matches) =>
        _underWay.Any(message => !_stored.Contains(message) && matches(_sent[message].Message));

    // The owner decides at once, or on what the page showed a while ago.
    private void Visit(WorkflowEvent decided, int pick)
    {
        var work = new Work(Message: null, State, _version, decided, Pieces: []);
        if (pick % 2 == 0)
        {
            _working.Add(work);
        }
        else
        {
            Store(work, pick);
        }
    }

    private RetryRequested Retry() => new(
        _understood,
        _planned,
        _refused,
        [
            .. _content
                .Where(concept => concept.Value.Any(piece => !piece.Written))
                .Select(concept => new IncompleteConcept(concept.Key, concept.Value.Max(piece => piece.Attempts))),
        ]);

    private void Load(int message)
    {
        switch (_sent[message].Message)
        {
            case AdvanceRoadmap advance when State.Awaits(advance.Step, advance.Round):
                Write(State, _version, new Started());
                _working.Add(new(message, State, _version, Decided: null, Pieces: []));
                break;
            case GenerateConcept generate when State.GeneratesContent && _content[generate.ConceptId].Any(piece => piece.Pending):
                _working.Add(new(message, State, _version, Decided: null, [.. _content[generate.ConceptId].Where(piece => piece.Pending)]));
                break;
            default:
                _underWay.Remove(message);
                break;
        }
    }

    // Loaded states stay in the list, so a worker may store the same outcome again.
    private void Store(Work work, int pick)
    {
        if (work.Message is not { } message)
        {
            Resumed += Write(work.State, work.Version, work.Decided!) && work.State.Ended ? 1 : 0;
            return;
        }

        if (_stored.Contains(message))
        {
            _underWay.Remove(message);
        }
        else if (_sent[message].Message is GenerateConcept generate)
        {
            StoreContent(generate.ConceptId, work.Pieces, pick);
            Done(message);
        }
        else if (StoreStep(work, pick))
        {
            Done(message);
        }
    }

    private bool StoreStep(Work work, int pick)
    {
        WorkflowEvent happened = work.State.Step switch
        {
            _ when pick % 50 == 0 => new StepFailed("The author gave up."),
            WorkflowStep.IntentAnalysis => WorkflowCases.Analyzed,
            WorkflowStep.CurriculumDesign => WorkflowCases.Designed,
            WorkflowStep.StructureValidation => pick % 2 == 0 ? WorkflowCases.Valid : WorkflowCases.Invalid,
            _ => WorkflowCases.Edited,
        };
        var stored = Write(work.State, work.Version, happened);
        if (stored && happened is not StepFailed)
        {
            Taken.Add((work.State.Step, work.State.Round));
        }

        return stored;
    }

    // The row is locked while pieces are stored and counted, so the decision is made on the state as it is.
    private void StoreContent(string conceptId, IReadOnlyList<Piece> pieces, int pick)
    {
        if (!State.GeneratesContent)
        {
            return;
        }

        foreach (var piece in pieces.Where(piece => piece.Pending))
        {
            (piece.Pending, piece.Written, piece.Attempts) = (false, (pick + piece.Attempts) % 4 != 0, piece.Attempts + 1);
        }

        CountContent(conceptId, pieces.All(piece => piece.Written));
    }

    private void CountContent(string conceptId, bool complete)
    {
        var all = _content.Values.SelectMany(concept => concept).ToList();
        Write(
            State,
            _version,
            new ContentAttempted(
                conceptId,
                complete,
                new(_content.Count, 0, 0),
                all.Count(piece => piece.Pending),
                all.Count(piece => piece is { Pending: false, Written: false }),
                all.Count));
    }

    private void Done(int message)
    {
        _stored.Add(message);
        _underWay.Remove(message);
    }

    private bool Write(WorkflowState loaded, int version, WorkflowEvent happened)
    {
        if (version != _version || RoadmapWorkflow.Decide(loaded, happened) is not { } decision)
        {
            return false;
        }

        _version += decision.State == State ? 0 : 1;
        Ends += decision.State.Ended ? 1 : 0;
        State = decision.State;
        Remember(happened);
        Send(decision);
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
            foreach (var concept in WorkflowCases.Concepts)
            {
                _content.Add(concept, [.. Enumerable.Range(0, Kinds).Select(_ => new Piece())]);
            }
        }

        foreach (var piece in happened is RetryRequested ? _content.Values.SelectMany(concept => concept).Where(
            piece => !piece.Written) : [])
        {
            piece.Pending = true;
        }

        if (happened is RegenerationRequested wish && _content.TryGetValue(wish.ConceptId, out var pieces))
        {
            (pieces[0].Pending, pieces[0].Written) = (true, false);
        }
    }

    private void Send(Decision decision)
    {
        foreach (var command in decision.Commands)
        {
            _underWay.Add(_sent.Count);
            _sent.Add(command);
        }
    }

    /// <summary>What a worker or the owner (<paramref name="Message"/> is null) has loaded and is about to store.</summary>
    private sealed record Work(int? Message, WorkflowState State, int Version, WorkflowEvent? Decided, IReadOnlyList<Piece> Pieces);

    private sealed class Piece
    {
        public bool Pending { get; set; } = true;

        public bool Written { get; set; }

        public int Attempts { get; set; }
    }
}
