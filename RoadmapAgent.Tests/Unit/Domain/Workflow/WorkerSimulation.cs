using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>
/// A roadmap, its commands and any number of workers without a database or a broker. A command may be delivered any number of times and at any
/// time; a worker decides on what it loaded, and its write counts only if nobody wrote in between.
/// </summary>
internal sealed class WorkerSimulation(bool skipReview)
{
    private readonly List<(WorkflowStep Step, int Round)> _commands = [(WorkflowStep.IntentAnalysis, 0)];
    private readonly List<(WorkflowState State, int Version)> _working = [];
    private int _version;

    public WorkflowState State { get; private set; } = WorkflowState.New(skipReview);

    /// <summary>Steps that succeeded and were stored.</summary>
    public List<(WorkflowStep Step, int Round)> Taken { get; } = [];

    /// <summary>How often an end was stored.</summary>
    public int Ends { get; private set; }

    /// <summary>How often the content of all concepts was asked for.</summary>
    public int FanOuts { get; private set; }

    /// <summary>Lets one thing happen.</summary>
    /// <param name="choice">Which: any number.</param>
    public void Act(int choice)
    {
        var pick = choice / 20;
        switch (choice % 20)
        {
            case < 9:
                Load(_commands[pick % _commands.Count]);
                break;
            case < 16 when _working.Count > 0:
                Store(_working[pick % _working.Count], pick);
                break;
            case 16 or 17:
                Write(State, _version, new ReviewDecided(pick % 3 != 0));
                break;
            case 18:
                Write(State, _version, new ContentAttempted(pick % 3, pick % 5, 10));
                break;
            case 19 when pick % 40 == 0:
                Write(State, _version, new CancelRequested());
                break;
        }
    }

    private void Load((WorkflowStep Step, int Round) command)
    {
        if (!State.Awaits(command.Step, command.Round))
        {
            return;
        }

        if (State.Status == RoadmapStatus.Pending)
        {
            Write(State, _version, new Started());
        }

        _working.Add((State, _version));
    }

    // What a worker has loaded stays in the list: it may come back and store the same outcome again.
    private void Store((WorkflowState State, int Version) work, int pick)
    {
        WorkflowEvent happened = work.State.Step switch
        {
            _ when pick % 50 == 0 => new StepFailed("The author gave up."),
            WorkflowStep.IntentAnalysis => new IntentAnalyzed(),
            WorkflowStep.CurriculumDesign => new CurriculumDesigned(),
            WorkflowStep.StructureValidation => new StructureValidated(pick % 2 == 0),
            _ => new RoadmapEdited(),
        };
        if (Write(work.State, work.Version, happened) && happened is not StepFailed)
        {
            Taken.Add((work.State.Step, work.State.Round));
        }
    }

    private bool Write(WorkflowState loaded, int version, WorkflowEvent happened)
    {
        if (version != _version || RoadmapWorkflow.Decide(loaded, happened) is not { } next)
        {
            return false;
        }

        _version++;
        Ends += next.Ended ? 1 : 0;
        FanOuts += next.Step == WorkflowStep.ContentGeneration && loaded.Step != WorkflowStep.ContentGeneration ? 1 : 0;
        State = next;
        if (next.Status == RoadmapStatus.Processing && next.Step != WorkflowStep.ContentGeneration)
        {
            _commands.Add((next.Step, next.Round));
        }

        return true;
    }
}
