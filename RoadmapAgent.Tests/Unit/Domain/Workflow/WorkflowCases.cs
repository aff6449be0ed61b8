using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>Workflow states and events for tests, and an independent definition of the legal states.</summary>
internal static class WorkflowCases
{
    private static readonly WorkflowStep[] StepsOfWork =
    [
        WorkflowStep.IntentAnalysis,
        WorkflowStep.CurriculumDesign,
        WorkflowStep.StructureValidation,
        WorkflowStep.RoadmapEdit,
        WorkflowStep.ContentGeneration,
    ];

    /// <summary>The roadmap of every case.</summary>
    public static Guid RoadmapId { get; } = Guid.Parse("0199d0c0-0000-7000-8000-000000000001");

    /// <summary>Its plan's concepts.</summary>
    public static IReadOnlyList<string> Concepts { get; } = ["c-1-1-1", "c-1-1-2", "c-1-2-1"];

    public static IntentAnalyzed Analyzed { get; } = new(new("Learn", [], [], Understood: true));

    public static CurriculumDesigned Designed { get; } = new(new("Plan", "", [], 0, 0));

    public static RoadmapEdited Edited { get; } = new(new("Edited plan", "", [], 0, 0), []);

    public static StructureValidated Valid { get; } = new([], Concepts);

    public static StructureValidated Invalid { get; } = new(["The plan has no stage.", "The plan says 2 hours."], Concepts);

    public static ReviewDecided Approved { get; } = new(true, Feedback: null, Concepts);

    public static ReviewDecided Rejected { get; } = new(false, "Without brass, please.", Concepts);

    /// <summary>One event of every kind, including ends and failures.</summary>
    public static IReadOnlyList<WorkflowEvent> Events { get; } =
    [
        new RoadmapRequested(),
        new Started(),
        Analyzed,
        Designed,
        Valid,
        Invalid,
        Edited,
        Approved,
        Rejected,
        Concept(complete: true),
        Concept(complete: false),
        Content(3, 1, 9),
        Content(0, 0, 9),
        Content(0, 1, 9),
        Content(0, 9, 9), new StepFailed("The author gave up."), new CancelRequested(),
        new Stalled(["c-1-1-2"], 1, 9),
        new Stalled([], 2, 9),
    ];

    /// <summary>Owner requests that apply to a roadmap that has ended.</summary>
    public static IReadOnlyList<WorkflowEvent> Wishes { get; } =
    [
        Retry(), Retry(understood: true), Retry(understood: true, planned: true), Retry(understood: true, planned: true, refused: true),
        Retry(understood: true, planned: true, refused: false, new IncompleteConcept("c-1-1-2", 1), new IncompleteConcept("c-1-2-1", 3)),
        new RegenerationRequested("c-1-1-1", ContentKind.Quiz),
    ];

    public static ContentAttempted Content(int pending, int failed, int total) =>
        new(pending, failed, total);

    public static ConceptAttempted Concept(bool complete) => new("c-1-1-1", complete);

    public static RetryRequested Retry(
        bool understood = false, bool planned = false, bool refused = false, params IReadOnlyList<IncompleteConcept> incomplete) =>
        new(understood, planned, refused, incomplete.Count == 0 ? null : incomplete);

    /// <summary>The state that an event leads to; null if the event does not apply.</summary>
    public static WorkflowState? Next(WorkflowState state, WorkflowEvent happened) => RoadmapWorkflow.Decide(state, happened)?.State;

    /// <summary>The state of a new roadmap.</summary>
    public static WorkflowState New(bool skipReview) => RoadmapWorkflow.Begin(RoadmapId, skipReview).State;

    /// <summary>Every legal combination of status and step.</summary>
    public static IReadOnlyList<WorkflowState> States(int round, bool skipReview) =>
    [
        .. from status in Enum.GetValues<RoadmapStatus>()
           from step in Enum.GetValues<WorkflowStep>()
           let state = new WorkflowState(RoadmapId, status, step, round, skipReview)
           where Legal(state)
           select state,
    ];

    public static WorkflowState In(RoadmapStatus status, WorkflowStep step, int round = 0) =>
        new(RoadmapId, status, step, round, SkipReview: false);

    public static bool Legal(WorkflowState state) =>
        state.Round >= 0 && state.Edits is >= 0 and <= RoadmapWorkflow.MaxEdits && state.Status switch
        {
            RoadmapStatus.Pending => state.Step == WorkflowStep.Queued,
            RoadmapStatus.Processing => StepsOfWork.Contains(state.Step),
            RoadmapStatus.HumanReviewPending => state.Step == WorkflowStep.HumanReview,
            _ => state.Step == WorkflowStep.Finished,
        };

    /// <summary>
    /// Histories with duplicate, late and early events in any order; events that advance a roadmap are more likely than those that end it.
    /// </summary>
    public static Gen<WorkflowEvent[]> Histories(params IEnumerable<WorkflowEvent> more)
    {
        var likely = Gen.Elements<WorkflowEvent>(Events.Where(happened => happened is not (StepFailed or CancelRequested)).Concat(more));
        return Gen.Frequency((40, likely), (1, Gen.Elements<WorkflowEvent>(Events))).ArrayOf().Resize(200);
    }

    public static Gen<WorkflowState> AnyState() =>
        from round in Gen.Choose(0, RoadmapWorkflow.MaxEdits + 2)
        from skipReview in ArbMap.Default.GeneratorFor<bool>()
        from edits in Gen.Choose(0, RoadmapWorkflow.MaxEdits)
        from state in Gen.Elements<WorkflowState>(States(round, skipReview))
        select state with { Edits = edits };

    /// <summary>Courses of a <see cref="WorkerSimulation"/>.</summary>
    public static Gen<(bool SkipReview, int[] Choices)> Courses() =>
        from skipReview in ArbMap.Default.GeneratorFor<bool>()
        from length in Gen.Choose(1, 300)
        from choices in Gen.Choose(0, 1_000_000).ArrayOf(length)
        select (skipReview, choices);

    /// <summary>Enough deliveries to drain any simulation.</summary>
    public static IEnumerable<int> Deliveries(int seed) => Enumerable.Range(seed, 500).Select(n => n * 7919);
}
