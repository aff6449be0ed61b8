using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using static RoadmapAgent.Tests.Unit.Domain.Workflow.WorkflowCases;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>What a decision brings besides the state: events, commands and the error.</summary>
public sealed class RoadmapDecisionTests
{
    [Fact]
    public void A_new_roadmap_has_an_event_and_the_command_for_its_first_step()
    {
        var begun = RoadmapWorkflow.Begin(RoadmapId, skipReview: true);

        Assert.Equal(new(RoadmapId, RoadmapStatus.Pending, WorkflowStep.Queued, 0, SkipReview: true), begun.State);
        Assert.Equal([ProgressEvents.OfState(begun.State)], begun.Events);
        Assert.Equal([new Command(new AdvanceRoadmap(RoadmapId, WorkflowStep.IntentAnalysis, 0))], begun.Commands);
    }

    [Fact]
    public void An_edit_is_sent_with_its_round_and_the_validation_after_it_with_the_next() => Assert.Equal(
        [
            new Command(new AdvanceRoadmap(RoadmapId, WorkflowStep.RoadmapEdit, 1)),
            new Command(new AdvanceRoadmap(RoadmapId, WorkflowStep.StructureValidation, 2)),
        ],
        new[]
        {
            RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.StructureValidation, round: 1), Invalid)!,
            RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.RoadmapEdit, round: 1), Edited)!,
        }.Select(decision => Assert.Single(decision.Commands)));

    [Fact]
    public void A_command_per_concept_is_sent_once_the_plan_is_approved_or_needs_no_approval() => Assert.All(
        new[]
        {
            RoadmapWorkflow.Decide(In(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview), Approved)!,
            RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.StructureValidation) with { SkipReview = true }, Valid)!,
        },
        decision =>
            Assert.Equal(
                Concepts.Select(concept => new Command(new GenerateConcept(RoadmapId, concept))), decision.Commands));

    [Fact]
    public void The_delay_of_a_retried_concept_grows_with_its_attempts() => Assert.Equal(
        [("c-1-1-1", 0), ("c-1-1-2", 0), ("c-1-1-3", 2), ("c-1-1-4", 4), ("c-1-1-5", 60), ("c-1-1-6", 60)],
        RoadmapWorkflow.Decide(
            In(RoadmapStatus.Failed, WorkflowStep.Finished),
            Retry(
                understood: true,
                planned: true,
                refused: false,
                [
                    new("c-1-1-1", 0), new("c-1-1-2", 1), new("c-1-1-3", 2), new("c-1-1-4", 3), new("c-1-1-5", 7),
                    new("c-1-1-6", int.MaxValue),
                ]))!
            .Commands.Select(command => (((GenerateConcept)command.Message).ConceptId, (int)command.Delay.TotalSeconds)));

    [Fact]
    public void A_plan_that_is_never_valid_fails_with_its_findings() => AssertFails(
        "No valid plan after 3 edits: The plan has no stage. The plan says 2 hours.",
        RoadmapStatus.Failed,
        RoadmapWorkflow.Decide(
            In(RoadmapStatus.Processing, WorkflowStep.StructureValidation) with { Edits = RoadmapWorkflow.MaxEdits }, Invalid));

    [Fact]
    public void A_failed_step_gives_its_reason() => AssertFails(
        "The author gave up.",
        RoadmapStatus.Failed,
        RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.CurriculumDesign), new StepFailed("The author gave up.")));

    [Theory]
    [InlineData(4, RoadmapStatus.PartialFailure)]
    [InlineData(6, RoadmapStatus.Failed)]
    public void Missing_content_is_counted_in_the_error(int failed, RoadmapStatus status) => AssertFails(
        $"{failed} of 9 pieces of content could not be written.",
        status,
        RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration), Content(0, failed, 9)));

    [Fact]
    public void Complete_content_ends_a_roadmap_without_an_error()
    {
        var decision = RoadmapWorkflow.Decide(In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration), Content(0, 0, 9))!;

        Assert.Equal(["completed"], decision.Events.Select(e => e.Type));
        Assert.Null(decision.Error);
    }

    [Theory]
    [InlineData(true, ProgressEvents.ConceptComplete)]
    [InlineData(false, ProgressEvents.ConceptFailed)]
    public void An_attempted_concept_has_an_event_and_changes_nothing_else(bool complete, string type)
    {
        var writing = In(RoadmapStatus.Processing, WorkflowStep.ContentGeneration);

        var decision = RoadmapWorkflow.Decide(writing, Concept(complete))!;

        Assert.Equal((writing, null), (decision.State, decision.Error));
        Assert.Equal([type], decision.Events.Select(e => e.Type));
        Assert.Empty(decision.Commands);
    }

    private static void AssertFails(string error, RoadmapStatus status, Decision? decision)
    {
        Assert.Equal((status, error), (decision?.State.Status, decision?.Error));
        Assert.Equal(ProgressEvents.OfState(decision!.State, error), decision.Events[^1]);
        Assert.Empty(decision.Commands);
    }
}
