using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using static RoadmapAgent.Tests.Unit.Domain.Workflow.WorkflowCases;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class RoadmapWorkflowTests
{
    [Fact]
    public void A_valid_plan_without_review_proceeds_directly_to_content_and_completion() => Assert.Equal(
        [
            (RoadmapStatus.Processing, WorkflowStep.IntentAnalysis),
            (RoadmapStatus.Processing, WorkflowStep.CurriculumDesign),
            (RoadmapStatus.Processing, WorkflowStep.StructureValidation),
            (RoadmapStatus.Processing, WorkflowStep.ContentGeneration),
            (RoadmapStatus.Processing, WorkflowStep.ContentGeneration),
            (RoadmapStatus.Completed, WorkflowStep.Finished),
        ],
        Course(skipReview: true, new Started(), Analyzed, Designed, Valid, Concept(complete: true), Content(0, 0, 6)));

    [Fact]
    public void A_valid_plan_waits_for_review_if_it_is_not_skipped()
    {
        var waiting = After(skipReview: false, new Started(), Analyzed, Designed, Valid);

        Assert.Equal(new(RoadmapId, RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 0, SkipReview: false), waiting);
    }

    [Fact]
    public void An_approved_plan_proceeds_to_content_generation() => Assert.Equal(
        new WorkflowState(RoadmapId, RoadmapStatus.Processing, WorkflowStep.ContentGeneration, 0, SkipReview: false),
        Next(In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview), Approved));

    [Fact]
    public void A_rejected_plan_is_edited_revalidated_and_returned_for_review_in_the_next_round()
    {
        var again = After(
            In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, round: 1), Rejected, Edited, Valid);

        Assert.Equal(new(RoadmapId, RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 2, SkipReview: false), again);
    }

    [Fact]
    public void A_stalled_step_is_commanded_again_and_the_state_stays()
    {
        var state = In(RoadmapStatus.Processing, WorkflowStep.RoadmapEdit, round: 2);

        var decision = RoadmapWorkflow.Decide(state, new Stalled([]))!;

        Assert.Equal(state, decision.State);
        Assert.Equal([new AdvanceRoadmap(RoadmapId, WorkflowStep.RoadmapEdit, 2)], decision.Commands.Select(command => command.Message));
    }

    [Fact]
    public void Stalled_content_is_commanded_again_for_the_concepts_that_lack_it()
    {
        var decision = RoadmapWorkflow.Decide(
            In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration), new Stalled(["c-1-1-2", "c-1-2-1"], Failed: 1, Total: 9))!;

        Assert.Equal(
            [new GenerateConcept(RoadmapId, "c-1-1-2"), new GenerateConcept(RoadmapId, "c-1-2-1")],
            decision.Commands.Select(command => command.Message));
    }

    [Fact]
    public void Stalled_content_that_is_complete_ends_the_roadmap() => Assert.Equal(
        RoadmapStatus.PartialFailure,
        Next(In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration), new Stalled([], Failed: 1, Total: 9))!.Status);

    [Theory]
    [InlineData(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview)]
    [InlineData(RoadmapStatus.Completed, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.Cancelled, WorkflowStep.Finished)]
    public void A_roadmap_that_waits_for_its_owner_is_never_stalled(RoadmapStatus status, WorkflowStep step) =>
        Assert.Null(RoadmapWorkflow.Decide(In(status, step), new Stalled([])));

    [Fact]
    public void A_step_that_can_never_succeed_ends_a_roadmap_even_before_it_has_been_started()
    {
        var decision = RoadmapWorkflow.Decide(New(skipReview: true), new StepFailed("What this step works on could not be read."))!;

        Assert.Equal((RoadmapStatus.Failed, "What this step works on could not be read."), (decision.State.Status, decision.Error));
    }

    [Fact]
    public void Only_the_first_of_two_approvals_applies()
    {
        var approved = Next(In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview), Approved)!;

        Assert.Null(Next(approved, Approved));
    }

    [Fact]
    public void A_plan_that_stays_invalid_fails_after_exactly_three_edits()
    {
        var state = After(skipReview: true, new Started(), Analyzed, Designed);
        for (var edit = 1; edit <= RoadmapWorkflow.MaxEdits; edit++)
        {
            state = After(state, Invalid, Edited);
            Assert.Equal(new(RoadmapId, RoadmapStatus.Processing, WorkflowStep.StructureValidation, edit, SkipReview: true, edit), state);
        }

        Assert.Equal(new(RoadmapId, RoadmapStatus.Failed, WorkflowStep.Finished, 3, SkipReview: true, 3), Next(state, Invalid));
        Assert.Equal(WorkflowStep.ContentGeneration, Next(state, Valid)?.Step);
    }

    [Fact]
    public void A_requested_change_allows_three_more_edits_regardless_of_earlier_ones()
    {
        var state = After(
            new WorkflowState(
                RoadmapId, RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 3, SkipReview: false, RoadmapWorkflow.MaxEdits),
            Rejected,
            Edited);
        for (var edit = 1; edit <= RoadmapWorkflow.MaxEdits; edit++)
        {
            state = After(state, Invalid, Edited);
        }

        Assert.Equal((WorkflowStep.StructureValidation, 7), (state.Step, state.Round));
        Assert.Equal(RoadmapStatus.Failed, Next(state, Invalid)?.Status);
    }

    [Theory]
    [InlineData(WorkflowStep.IntentAnalysis)]
    [InlineData(WorkflowStep.CurriculumDesign)]
    [InlineData(WorkflowStep.StructureValidation)]
    [InlineData(WorkflowStep.RoadmapEdit)]
    [InlineData(WorkflowStep.ContentGeneration)]
    public void A_step_that_cannot_succeed_fails_the_roadmap(WorkflowStep step) => Assert.Equal(
        new WorkflowState(RoadmapId, RoadmapStatus.Failed, WorkflowStep.Finished, 2, SkipReview: false),
        Next(In(RoadmapStatus.Processing, step, round: 2), new StepFailed("The author gave up.")));

    [Fact]
    public void A_roadmap_can_be_cancelled_in_every_state_that_has_not_ended() => Assert.All(
        States(round: 1, skipReview: false).Where(state => !state.Ended),
        state =>
            Assert.Equal(
                new(RoadmapId, RoadmapStatus.Cancelled, WorkflowStep.Finished, 1, SkipReview: false), Next(state, new CancelRequested())));

    [Fact]
    public void A_late_event_does_not_overwrite_a_cancellation() => Assert.All(
        Events, happened => Assert.Null(Next(In(RoadmapStatus.Cancelled, WorkflowStep.Finished), happened)));

    [Theory]
    [InlineData(0, 9, RoadmapStatus.Completed)]
    [InlineData(0, 0, RoadmapStatus.Completed)]
    [InlineData(1, 9, RoadmapStatus.PartialFailure)]
    [InlineData(4, 9, RoadmapStatus.PartialFailure)]
    [InlineData(4, 8, RoadmapStatus.Failed)]
    [InlineData(5, 9, RoadmapStatus.Failed)]
    [InlineData(9, 9, RoadmapStatus.Failed)]
    [InlineData(1, 1, RoadmapStatus.Failed)]
    public void A_roadmap_fails_when_half_of_its_content_failed_and_is_partial_below_that(int failed, int total, RoadmapStatus outcome)
    {
        Assert.Equal(outcome, RoadmapWorkflow.Outcome(failed, total));
        Assert.Equal(outcome, Next(In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration), Content(0, failed, total))?.Status);
    }

    [Fact]
    public void Failures_do_not_end_a_roadmap_while_content_is_pending()
    {
        var writing = In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration);

        Assert.Null(Next(writing, Content(pending: 1, failed: 8, total: 9)));
        Assert.Equal(writing, Next(writing, Concept(complete: false)));
    }

    [Fact]
    public void Only_a_command_for_the_current_step_and_round_is_awaited()
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
        var state = New(skipReview: true);

        Assert.Equal([WorkflowStep.IntentAnalysis], Enum.GetValues<WorkflowStep>().Where(step => state.Awaits(step, 0)));
    }

    [Theory]
    [InlineData(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview)]
    [InlineData(RoadmapStatus.Completed, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.PartialFailure, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.Failed, WorkflowStep.Finished)]
    [InlineData(RoadmapStatus.Cancelled, WorkflowStep.Finished)]
    public void A_roadmap_that_is_in_review_or_has_ended_awaits_no_command(RoadmapStatus status, WorkflowStep step) =>
        Assert.DoesNotContain(Enum.GetValues<WorkflowStep>(), awaited => In(status, step).Awaits(awaited, 0));

    private static WorkflowState After(bool skipReview, params WorkflowEvent[] events) => After(New(skipReview), events);

    private static WorkflowState After(WorkflowState state, params WorkflowEvent[] events) =>
        events.Aggregate(
            state,
            (current, happened) =>
                Next(current, happened) ?? throw new InvalidOperationException($"{happened} does not apply to {current}."));

    private static IEnumerable<(RoadmapStatus Status, WorkflowStep Step)> Course(bool skipReview, params WorkflowEvent[] events)
    {
        var state = New(skipReview);
        foreach (var happened in events)
        {
            state = After(state, happened);
            yield return (state.Status, state.Step);
        }
    }
}
