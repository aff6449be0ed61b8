using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>Messages that are lost or can never succeed.</summary>
public sealed class RoadmapRecoveryPropertyTests
{
    [Fact]
    public void From_wherever_it_is_with_any_one_message_lost_a_roadmap_still_comes_to_an_end_or_to_review()
    {
        var (lost, stalled) = (0, 0);
        Prop.ForAll(Arb.From(WorkflowCases.Courses()), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview, ownerReturns: true);
            foreach (var choice in one.Choices)
            {
                simulation.Act(choice);
            }

            lost += simulation.Lose(one.Choices[^1]) ? 1 : 0;
            simulation.Drain(WorkflowCases.Deliveries(one.Choices.Length));
            var before = simulation.State;
            stalled += before.Ended || before.Status == RoadmapStatus.HumanReviewPending ? 0 : 1;

            simulation.Reconcile();
            simulation.Drain(WorkflowCases.Deliveries(one.Choices.Length + 1));

            Assert.True(simulation.IsDrained, $"Commands are left in {simulation.State}.");
            Assert.True(
                simulation.State.Ended || simulation.State.Status == RoadmapStatus.HumanReviewPending,
                $"{simulation.State} is neither an end nor a review; it was {before} when it was looked for.");
        }).Check(PropertyCases.Of(300));
        Assert.True(lost > 100 && stalled > 50, $"{lost} messages were lost, {stalled} roadmaps stalled");
    }

    [Fact]
    public void Looking_after_a_roadmap_that_only_seems_to_be_stalled_does_no_harm()
    {
        var repeated = 0;
        Prop.ForAll(Arb.From(WorkflowCases.Courses()), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview, ownerReturns: false);
            foreach (var choice in one.Choices)
            {
                simulation.Act(choice);
                repeated += choice % 5 == 0 && simulation.Reconcile() ? 1 : 0;
            }

            Assert.Equal(simulation.Taken.Distinct(), simulation.Taken);
            Assert.InRange(simulation.Ends, 0, 1);
            Assert.InRange(simulation.FanOuts, 0, 1);
        }).Check(PropertyCases.Of(300));
        Assert.True(repeated > 100, $"{repeated} were sent again");
    }

    [Fact]
    public void A_message_that_can_never_succeed_ends_its_roadmap_which_its_owner_can_then_retry()
    {
        var (failed, ends) = (0, 0);
        Prop.ForAll(Arb.From(WorkflowCases.Courses()), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview, ownerReturns: false);
            foreach (var choice in one.Choices)
            {
                simulation.Act(choice);
            }

            failed += simulation.Fail(one.Choices[^1]) ? 1 : 0;
            simulation.Drain(WorkflowCases.Deliveries(one.Choices.Length));

            Assert.True(
                simulation.State.Ended || simulation.State.Status == RoadmapStatus.HumanReviewPending,
                $"{simulation.State} is neither an end nor a review.");
            if (simulation.State.Ended && simulation.State.Status != RoadmapStatus.Completed)
            {
                ends++;
                simulation.RetryNow();
                simulation.Drain(WorkflowCases.Deliveries(one.Choices.Length + 1));
                Assert.True(
                    simulation.Resumed == 1
                        && (simulation.State.Ended || simulation.State.Status == RoadmapStatus.HumanReviewPending),
                    $"The retry led to {simulation.State}.");
            }
        }).Check(PropertyCases.Of(300));
        Assert.True(failed > 100 && ends > 50, $"{failed} messages failed, {ends} roadmaps were retried");
    }
}
