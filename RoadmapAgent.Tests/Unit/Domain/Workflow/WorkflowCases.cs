using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>Workflow states and events for tests, and what every state has to satisfy: the table's constraints, written independently.</summary>
internal static class WorkflowCases
{
    private static readonly WorkflowStep[] StepsOfWork =
    [
        WorkflowStep.IntentAnalysis, WorkflowStep.CurriculumDesign, WorkflowStep.StructureValidation, WorkflowStep.RoadmapEdit, WorkflowStep.ContentGeneration,
    ];

    /// <summary>One of every kind, ends and failures included.</summary>
    public static IReadOnlyList<WorkflowEvent> Events { get; } =
    [
        new Started(), new IntentAnalyzed(), new CurriculumDesigned(), new StructureValidated(true), new StructureValidated(false), new RoadmapEdited(),
        new ReviewDecided(true), new ReviewDecided(false), new ContentAttempted(3, 1, 9), new ContentAttempted(0, 0, 9), new ContentAttempted(0, 1, 9),
        new ContentAttempted(0, 9, 9), new StepFailed("The author gave up."), new CancelRequested(),
    ];

    /// <summary>What an owner may want of a roadmap that has ended.</summary>
    public static IReadOnlyList<WorkflowEvent> Wishes { get; } =
    [
        new RetryRequested(WorkflowStep.IntentAnalysis), new RetryRequested(WorkflowStep.CurriculumDesign), new RetryRequested(WorkflowStep.StructureValidation),
        new RetryRequested(WorkflowStep.ContentGeneration), new RegenerationRequested(),
    ];

    /// <summary>Every legal combination of status and step.</summary>
    public static IReadOnlyList<WorkflowState> States(int round, bool skipReview) =>
    [
        .. from status in Enum.GetValues<RoadmapStatus>()
           from step in Enum.GetValues<WorkflowStep>()
           let state = new WorkflowState(status, step, round, skipReview)
           where Legal(state)
           select state,
    ];

    public static bool Legal(WorkflowState state) => state.Round >= 0 && state.Edits is >= 0 and <= RoadmapWorkflow.MaxEdits && state.Status switch
    {
        RoadmapStatus.Pending => state.Step == WorkflowStep.Queued,
        RoadmapStatus.Processing => StepsOfWork.Contains(state.Step),
        RoadmapStatus.HumanReviewPending => state.Step == WorkflowStep.HumanReview,
        _ => state.Step == WorkflowStep.Finished,
    };

    /// <summary>Histories in which everything arrives twice, late, early and in any order; what moves a roadmap on is more likely than what ends it.</summary>
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
}
