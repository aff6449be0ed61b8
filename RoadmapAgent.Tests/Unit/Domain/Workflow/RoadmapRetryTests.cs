using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using static RoadmapAgent.Tests.Unit.Domain.Workflow.WorkflowCases;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>What its owner can do with a roadmap that has ended.</summary>
public sealed class RoadmapRetryTests
{
    [Theory]
    [InlineData(RoadmapStatus.Failed, true)]
    [InlineData(RoadmapStatus.PartialFailure, true)]
    [InlineData(RoadmapStatus.Cancelled, true)]
    [InlineData(RoadmapStatus.Completed, false)]
    public void A_failed_or_cancelled_roadmap_can_be_retried_with_a_reset_edit_count(RoadmapStatus status, bool again)
    {
        var ended = new WorkflowState(RoadmapId, status, WorkflowStep.Finished, 3, SkipReview: true, 3);

        Assert.All(
            new[]
            {
                (Retry(), WorkflowStep.IntentAnalysis),
                (Retry(understood: true), WorkflowStep.CurriculumDesign),
                (Retry(understood: true, planned: true), WorkflowStep.StructureValidation),
                (
                    Retry(understood: true, planned: true, refused: false, new IncompleteConcept("c-1-1-1", 1)),
                    WorkflowStep.ContentGeneration),
            },
            one =>
                Assert.Equal(
                    again ? new(RoadmapId, RoadmapStatus.Processing, one.Item2, 3, SkipReview: true, 0) : null, Next(ended, one.Item1)));
    }

    [Theory]
    [InlineData(RoadmapStatus.Failed, true)]
    [InlineData(RoadmapStatus.PartialFailure, true)]
    [InlineData(RoadmapStatus.Completed, true)]
    [InlineData(RoadmapStatus.Cancelled, false)]
    public void Content_of_an_ended_roadmap_can_be_regenerated_unless_it_was_cancelled(RoadmapStatus status, bool again) => Assert.Equal(
        again ? (RoadmapStatus.Processing, WorkflowStep.ContentGeneration) : default((RoadmapStatus, WorkflowStep)?),
        Next(In(status, WorkflowStep.Finished), new RegenerationRequested("c-1-1-1", ContentKind.Quiz)) is { } next
            ? (next.Status, next.Step)
            : null);

    [Fact]
    public void Retries_and_regenerations_do_not_apply_before_the_roadmap_has_ended() => Assert.All(
        States(round: 0, skipReview: true).Where(state => !state.Ended),
        state => Assert.All(Wishes, wish => Assert.Null(Next(state, wish))));

    [Theory]
    [InlineData(false, false, false, false, WorkflowStep.IntentAnalysis)]
    [InlineData(true, false, false, false, WorkflowStep.CurriculumDesign)]
    [InlineData(true, true, false, false, WorkflowStep.StructureValidation)]
    [InlineData(true, true, true, false, WorkflowStep.RoadmapEdit)]
    [InlineData(true, true, false, true, WorkflowStep.ContentGeneration)]
    public void A_retry_resumes_at_the_first_incomplete_step(
        bool understood, bool planned, bool refused, bool approved, WorkflowStep step) =>
        Assert.Equal(
            step,
            Next(
                In(RoadmapStatus.Failed, WorkflowStep.Finished),
                Retry(understood, planned, refused, approved ? [new IncompleteConcept("c-1-1-1", 1)] : []))?.Step);

    [Fact]
    public void A_roadmap_that_was_cancelled_after_its_last_piece_was_written_is_complete()
    {
        var cancelled = new WorkflowState(
            WorkflowCases.RoadmapId, RoadmapStatus.Cancelled, WorkflowStep.Finished, Round: 0, SkipReview: true);

        var decision = RoadmapWorkflow.Decide(cancelled, new RetryRequested(true, true, false, []))!;

        Assert.Equal((RoadmapStatus.Completed, WorkflowStep.Finished), (decision.State.Status, decision.State.Step));
        Assert.Empty(decision.Commands);
        Assert.Equal([ProgressEvents.RetryStarted, "completed"], decision.Events.Select(e => e.Type));
    }
}
