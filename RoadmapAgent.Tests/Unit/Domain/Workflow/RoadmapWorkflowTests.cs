using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class RoadmapWorkflowTests
{
    [Fact]
    public void A_valid_plan_without_review_goes_straight_to_its_content_and_completes() => Assert.Equal(
        [
            (RoadmapStatus.Processing, WorkflowStep.IntentAnalysis),
            (RoadmapStatus.Processing, WorkflowStep.CurriculumDesign),
            (RoadmapStatus.Processing, WorkflowStep.StructureValidation),
            (RoadmapStatus.Processing, WorkflowStep.ContentGeneration),
            (RoadmapStatus.Processing, WorkflowStep.ContentGeneration),
            (RoadmapStatus.Completed, WorkflowStep.Finished),
        ],
        Course(skipReview: true, new Started(), new IntentAnalyzed(), new CurriculumDesigned(), new StructureValidated(true), new ContentAttempted(3, 0, 6), new ContentAttempted(0, 0, 6)));

    [Fact]
    public void A_valid_plan_waits_for_its_review_unless_that_is_skipped()
    {
        var waiting = After(skipReview: false, new Started(), new IntentAnalyzed(), new CurriculumDesigned(), new StructureValidated(true));

        Assert.Equal(new(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 0, SkipReview: false), waiting);
    }

    [Fact]
    public void An_approved_plan_gets_its_content() => Assert.Equal(
        new WorkflowState(RoadmapStatus.Processing, WorkflowStep.ContentGeneration, 0, SkipReview: false),
        RoadmapWorkflow.Decide(In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview), new ReviewDecided(true)));

    [Fact]
    public void A_rejected_plan_is_edited_checked_again_and_comes_back_with_the_next_round_number()
    {
        var again = After(
            In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, round: 1), new ReviewDecided(false), new RoadmapEdited(), new StructureValidated(true));

        Assert.Equal(new(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 2, SkipReview: false), again);
    }

    [Fact]
    public void Of_two_approvals_only_the_first_applies()
    {
        var approved = RoadmapWorkflow.Decide(In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview), new ReviewDecided(true))!;

        Assert.Null(RoadmapWorkflow.Decide(approved, new ReviewDecided(true)));
    }

    [Fact]
    public void A_plan_that_is_never_valid_fails_after_three_edits_and_not_one_more()
    {
        var state = After(skipReview: true, new Started(), new IntentAnalyzed(), new CurriculumDesigned());
        for (var edit = 1; edit <= RoadmapWorkflow.MaxEdits; edit++)
        {
            state = After(state, new StructureValidated(false), new RoadmapEdited());
            Assert.Equal(new(RoadmapStatus.Processing, WorkflowStep.StructureValidation, edit, SkipReview: true), state);
        }

        Assert.Equal(new(RoadmapStatus.Failed, WorkflowStep.Finished, 3, SkipReview: true), RoadmapWorkflow.Decide(state, new StructureValidated(false)));
        Assert.Equal(WorkflowStep.ContentGeneration, RoadmapWorkflow.Decide(state, new StructureValidated(true))?.Step);
    }

    [Theory]
    [InlineData(WorkflowStep.IntentAnalysis)]
    [InlineData(WorkflowStep.CurriculumDesign)]
    [InlineData(WorkflowStep.StructureValidation)]
    [InlineData(WorkflowStep.RoadmapEdit)]
    [InlineData(WorkflowStep.ContentGeneration)]
    public void A_step_that_cannot_succeed_ends_the_roadmap(WorkflowStep step) => Assert.Equal(
        new WorkflowState(RoadmapStatus.Failed, WorkflowStep.Finished, 2, SkipReview: false),
        RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, step, round: 2), new StepFailed("The author gave up.")));

    [Fact]
    public void A_roadmap_that_has_not_ended_can_be_cancelled_whatever_is_being_done() => Assert.All(
        WorkflowCases.States(round: 1, skipReview: false).Where(state => !state.Ended),
        state => Assert.Equal(new(RoadmapStatus.Cancelled, WorkflowStep.Finished, 1, SkipReview: false), RoadmapWorkflow.Decide(state, new CancelRequested())));

    [Fact]
    public void What_a_late_worker_reports_does_not_overwrite_a_cancellation() => Assert.All(
        WorkflowCases.Events, happened => Assert.Null(RoadmapWorkflow.Decide(In(RoadmapStatus.Cancelled, WorkflowStep.Finished), happened)));

    [Theory]
    [InlineData(0, 9, RoadmapStatus.Completed)]
    [InlineData(0, 0, RoadmapStatus.Completed)]
    [InlineData(1, 9, RoadmapStatus.PartialFailure)]
    [InlineData(4, 9, RoadmapStatus.PartialFailure)]
    [InlineData(4, 8, RoadmapStatus.Failed)]
    [InlineData(5, 9, RoadmapStatus.Failed)]
    [InlineData(9, 9, RoadmapStatus.Failed)]
    [InlineData(1, 1, RoadmapStatus.Failed)]
    public void Content_ends_complete_or_in_part_and_failed_when_half_of_it_is_missing(int failed, int total, RoadmapStatus outcome)
    {
        Assert.Equal(outcome, RoadmapWorkflow.Outcome(failed, total));
        Assert.Equal(outcome, RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration), new ContentAttempted(0, failed, total))?.Status);
    }

    [Fact]
    public void Failures_do_not_end_a_roadmap_while_content_is_left_to_attempt()
    {
        var writing = In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration);

        Assert.Equal(writing, RoadmapWorkflow.Decide(writing, new ContentAttempted(Pending: 1, Failed: 8, Total: 9)));
    }

    [Fact]
    public void A_command_is_awaited_only_for_the_step_and_the_round_at_hand()
    {
        var editing = In(RoadmapStatus.Processing, WorkflowStep.RoadmapEdit, round: 2);

        Assert.True(editing.Awaits(WorkflowStep.RoadmapEdit, 2));
        Assert.False(editing.Awaits(WorkflowStep.RoadmapEdit, 1));
        Assert.False(editing.Awaits(WorkflowStep.RoadmapEdit, 3));
        Assert.False(editing.Awaits(WorkflowStep.StructureValidation, 2));
    }

    [Fact]
    public void A_new_roadmap_awaits_only_the_first_step()
    {
        var state = WorkflowState.New(skipReview: true);

        Assert.Equal([WorkflowStep.IntentAnalysis], Enum.GetValues<WorkflowStep>().Where(step => state.Awaits(step, 0)));
    }

    [Theory]
    [InlineData(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview)]
    [InlineData(RoadmapStatus.Completed, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.PartialFailure, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.Failed, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.Cancelled, WorkflowStep.Finished)]
    public void A_roadmap_that_waits_for_a_person_or_has_ended_awaits_no_command(RoadmapStatus status, WorkflowStep step) =>
        Assert.DoesNotContain(Enum.GetValues<WorkflowStep>(), awaited => In(status, step).Awaits(awaited, 0));

    private static WorkflowState In(RoadmapStatus status, WorkflowStep step, int round = 0) => new(status, step, round, SkipReview: false);

    private static WorkflowState After(bool skipReview, params WorkflowEvent[] events) => After(WorkflowState.New(skipReview), events);

    private static WorkflowState After(WorkflowState state, params WorkflowEvent[] events) =>
        events.Aggregate(state, (current, happened) => RoadmapWorkflow.Decide(current, happened) ?? throw new InvalidOperationException($"{happened} does not apply to {current}."));

    private static IEnumerable<(RoadmapStatus Status, WorkflowStep Step)> Course(bool skipReview, params WorkflowEvent[] events)
    {
        var state = WorkflowState.New(skipReview);
        foreach (var happened in events)
        {
            state = After(state, happened);
            yield return (state.Status, state.Step);
        }
    }
}
