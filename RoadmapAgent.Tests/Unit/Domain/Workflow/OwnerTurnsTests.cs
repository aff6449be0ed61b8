using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class OwnerTurnsTests
{
    private static readonly Guid Id = Guid.NewGuid();

    [Theory]
    [InlineData(0, false)]
    [InlineData(OwnerTurns.RoadmapsAtOnce - 1, false)]
    [InlineData(OwnerTurns.RoadmapsAtOnce, true)]
    [InlineData(500, true)]
    public void A_new_roadmap_is_held_while_enough_of_its_owner_have_a_turn(int others, bool isHeld) =>
        Assert.Equal(isHeld, OwnerTurns.Holds(RoadmapWorkflow.Begin(Id, skipReview: true), others));

    [Fact]
    public void So_is_what_an_owner_approves_rejects_retries_or_regenerates()
    {
        var reviewed = State(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview);
        var ended = State(RoadmapStatus.PartialFailure, WorkflowStep.Finished);

        Assert.All(
            [
                RoadmapWorkflow.Decide(reviewed, new ReviewDecided(true, null, ["c-1-1-1"])),
                RoadmapWorkflow.Decide(reviewed, new ReviewDecided(false, "Shorter, please.", ["c-1-1-1"])),
                RoadmapWorkflow.Decide(ended, new RetryRequested(true, true, false, [new("c-1-1-1", 1)])),
                RoadmapWorkflow.Decide(ended, new RegenerationRequested("c-1-1-1", ContentKind.Quiz)),
            ],
            decision => Assert.True(OwnerTurns.Holds(decision!, OwnerTurns.RoadmapsAtOnce)));
    }

    [Fact]
    public void What_follows_from_a_roadmap_that_has_its_turn_is_never_held()
    {
        var decision = RoadmapWorkflow.Decide(
            State(RoadmapStatus.Processing, WorkflowStep.StructureValidation), new StructureValidated([], ["c-1-1-1"], null));

        Assert.False(OwnerTurns.Holds(decision!, othersWithTurn: 500));
    }

    [Fact]
    public void Without_commands_there_is_nothing_to_hold()
    {
        var cancelled = RoadmapWorkflow.Decide(
            State(RoadmapStatus.HumanReviewPending, WorkflowStep.HumanReview), new CancelRequested());
        var nothingLeft = RoadmapWorkflow.Decide(
            State(RoadmapStatus.PartialFailure, WorkflowStep.Finished), new RetryRequested(true, true, false, []));

        Assert.All([cancelled, nothingLeft], decision => Assert.False(OwnerTurns.Holds(decision!, othersWithTurn: 500)));
    }

    [Theory]
    [InlineData(RoadmapStatus.Pending, RoadmapStatus.Processing, false)]
    [InlineData(RoadmapStatus.Processing, RoadmapStatus.Processing, false)]
    [InlineData(RoadmapStatus.Processing, RoadmapStatus.HumanReviewPending, true)]
    [InlineData(RoadmapStatus.Processing, RoadmapStatus.Completed, true)]
    [InlineData(RoadmapStatus.Pending, RoadmapStatus.Cancelled, true)]
    [InlineData(RoadmapStatus.HumanReviewPending, RoadmapStatus.Processing, false)]
    [InlineData(RoadmapStatus.HumanReviewPending, RoadmapStatus.Cancelled, false)]
    public void A_turn_ends_when_a_roadmap_ends_or_waits_for_its_owner(RoadmapStatus before, RoadmapStatus after, bool ends) =>
        Assert.Equal(ends, OwnerTurns.Ends(State(before, default), State(after, default)));

    private static WorkflowState State(RoadmapStatus status, WorkflowStep step) => new(Id, status, step, Round: 0, SkipReview: false);
}
