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
            Assert.Equal(new(RoadmapStatus.Processing, WorkflowStep.StructureValidation, edit, SkipReview: true, edit), state);
        }

        Assert.Equal(new(RoadmapStatus.Failed, WorkflowStep.Finished, 3, SkipReview: true, 3), RoadmapWorkflow.Decide(state, new StructureValidated(false)));
        Assert.Equal(WorkflowStep.ContentGeneration, RoadmapWorkflow.Decide(state, new StructureValidated(true))?.Step);
    }

    [Fact]
    public void A_reviewers_wish_may_need_three_edits_too_however_many_there_were_before()
    {
        var state = After(new WorkflowState(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 3, SkipReview: false, RoadmapWorkflow.MaxEdits), new ReviewDecided(false), new RoadmapEdited());
        for (var edit = 1; edit <= RoadmapWorkflow.MaxEdits; edit++)
        {
            state = After(state, new StructureValidated(false), new RoadmapEdited());
        }

        Assert.Equal((WorkflowStep.StructureValidation, 7), (state.Step, state.Round));
        Assert.Equal(RoadmapStatus.Failed, RoadmapWorkflow.Decide(state, new StructureValidated(false))?.Status);
    }

    [Theory]
    [InlineData(RoadmapStatus.Failed, true)]
    [InlineData(RoadmapStatus.PartialFailure, true)]
    [InlineData(RoadmapStatus.Cancelled, true)]
    [InlineData(RoadmapStatus.Completed, false)]
    public void What_failed_or_was_cancelled_can_be_tried_again_and_the_count_of_edits_begins_anew(RoadmapStatus status, bool again)
    {
        var ended = new WorkflowState(status, WorkflowStep.Finished, 3, SkipReview: true, 3);

        Assert.All(
            new[] { WorkflowStep.IntentAnalysis, WorkflowStep.CurriculumDesign, WorkflowStep.StructureValidation, WorkflowStep.ContentGeneration },
            step => Assert.Equal(again ? new(RoadmapStatus.Processing, step, 3, SkipReview: true, 0) : null, RoadmapWorkflow.Decide(ended, new RetryRequested(step))));
    }

    [Theory]
    [InlineData(RoadmapStatus.Failed, true)]
    [InlineData(RoadmapStatus.PartialFailure, true)]
    [InlineData(RoadmapStatus.Completed, true)]
    [InlineData(RoadmapStatus.Cancelled, false)]
    public void A_piece_of_content_can_be_written_anew_once_all_have_been_tried(RoadmapStatus status, bool again) => Assert.Equal(
        again ? (RoadmapStatus.Processing, WorkflowStep.ContentGeneration) : default((RoadmapStatus, WorkflowStep)?),
        RoadmapWorkflow.Decide(In(status, WorkflowStep.Finished), new RegenerationRequested()) is { } next ? (next.Status, next.Step) : null);

    [Fact]
    public void Nothing_is_tried_again_before_it_has_ended() => Assert.All(
        WorkflowCases.States(round: 0, skipReview: true).Where(state => !state.Ended),
        state => Assert.All(new WorkflowEvent[] { new RetryRequested(WorkflowStep.ContentGeneration), new RegenerationRequested() }, wish => Assert.Null(RoadmapWorkflow.Decide(state, wish))));

    [Theory]
    [InlineData(false, false, false, false, WorkflowStep.IntentAnalysis)]
    [InlineData(true, false, false, false, WorkflowStep.CurriculumDesign)]
    [InlineData(true, true, false, false, WorkflowStep.StructureValidation)]
    [InlineData(true, true, true, false, WorkflowStep.RoadmapEdit)]
    [InlineData(true, true, false, true, WorkflowStep.ContentGeneration)]
    public void Nothing_that_was_done_well_is_done_again(bool understood, bool planned, bool refused, bool approved, WorkflowStep step) =>
        Assert.Equal(step, RoadmapWorkflow.ResumeAt(understood, planned, refused, approved));

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
