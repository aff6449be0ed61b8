using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Unit.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Data.Roadmaps;

public sealed class ProgressEventsTests
{
    [Fact]
    public void Only_events_of_ended_states_end_the_stream() => Assert.All(
        WorkflowCases.States(round: 0, skipReview: true),
        state => Assert.Equal(state.Ended, ProgressEvents.Ends(ProgressEvents.OfState(state, error: null).Type)));

    [Fact]
    public void Concept_progress_and_review_events_do_not_end_the_stream() =>
        Assert.DoesNotContain(
            [ProgressEvents.ConceptComplete, ProgressEvents.ConceptFailed, ProgressEvents.Progress, ProgressEvents.ReviewRequired],
            ProgressEvents.Ends);

    [Fact]
    public void A_step_is_published_as_a_progress_event() => Assert.Equal(
        new NewEvent("progress", """{"step":"roadmap_edit","status":"processing","round":2}"""),
        ProgressEvents.OfState(
            new(WorkflowCases.RoadmapId, RoadmapStatus.Processing, WorkflowStep.RoadmapEdit, 2, SkipReview: true), error: null));

    [Fact]
    public void A_plan_in_review_is_published_as_a_review_event() => Assert.Equal(
        new NewEvent("human_review_required", """{"step":"human_review","status":"human_review_pending","round":1}"""),
        ProgressEvents.OfState(
            new(WorkflowCases.RoadmapId, RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview, 1, SkipReview: false), error: null));

    [Theory]
    [InlineData(RoadmapStatus.Completed, null, """{"status":"completed","error":null}""")]
    [InlineData(RoadmapStatus.Failed, "No valid plan.", """{"status":"failed","error":"No valid plan."}""")]
    [InlineData(RoadmapStatus.Cancelled, null, """{"status":"cancelled","error":null}""")]
    [InlineData(RoadmapStatus.PartialFailure, "1 of 9.", """{"status":"partial_failure","error":"1 of 9."}""")]
    public void An_end_event_is_named_after_its_status_and_carries_the_error(RoadmapStatus status, string? error, string data) =>
        Assert.Equal(
        new NewEvent(DomainJson.Name(status), data),
        ProgressEvents.OfState(new(WorkflowCases.RoadmapId, status, WorkflowStep.Finished, 0, SkipReview: true), error));

    [Theory]
    [InlineData(true, "concept_complete")]
    [InlineData(false, "concept_failed")]
    public void A_concept_event_carries_its_concept(bool complete, string type) => Assert.Equal(
        new NewEvent(type, """{"conceptId":"c-1-2-3"}"""), ProgressEvents.OfConcept("c-1-2-3", complete));
}
