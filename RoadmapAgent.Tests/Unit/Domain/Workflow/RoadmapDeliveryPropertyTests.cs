using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>Messages that are delivered late, repeatedly and to racing workers.</summary>
public sealed class RoadmapDeliveryPropertyTests
{
    [Fact]
    public void Racing_repeated_and_late_workers_take_every_step_and_end_at_most_once()
    {
        var ends = new Dictionary<RoadmapStatus, int>();
        var cases = from skipReview in ArbMap.Default.GeneratorFor<bool>()
                    from choices in Gen.Choose(0, 1_000_000).ArrayOf(300)
                    select (SkipReview: skipReview, Choices: choices);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview, ownerReturns: false);
            foreach (var choice in one.Choices)
            {
                simulation.Act(choice);
            }

            Assert.Equal(simulation.Taken.Distinct(), simulation.Taken);
            Assert.InRange(simulation.Ends, 0, 1);
            Assert.InRange(simulation.FanOuts, 0, 1);
            Assert.Equal(simulation.Taken.Count(taken => taken.Step == WorkflowStep.RoadmapEdit), simulation.State.Round);
            ends[simulation.State.Status] = ends.GetValueOrDefault(simulation.State.Status) + 1;
        }).Check(PropertyCases.Of(300));
        Assert.True(
            ends.Keys.Count(status => status is RoadmapStatus.Completed or RoadmapStatus.Failed or RoadmapStatus.Cancelled) == 3,
            string.Join(", ", ends));
    }

    [Fact]
    public void While_it_is_processed_a_command_that_takes_a_roadmap_on_is_always_under_way()
    {
        var resumed = 0;
        Prop.ForAll(Arb.From(WorkflowCases.Courses()), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview, ownerReturns: true);
            foreach (var choice in one.Choices)
            {
                simulation.Act(choice);
                Assert.True(simulation.IsCaredFor, $"Nothing takes {simulation.State} on.");
            }

            resumed += simulation.Resumed;
        }).Check(PropertyCases.Of(300));
        Assert.True(resumed > 100, $"{resumed} were resumed");
    }

    [Fact]
    public void Delivering_what_was_sent_brings_a_roadmap_from_wherever_it_is_to_an_end_or_to_review()
    {
        var ends = new Dictionary<RoadmapStatus, int>();
        Prop.ForAll(Arb.From(WorkflowCases.Courses()), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview, ownerReturns: true);
            foreach (var choice in one.Choices)
            {
                simulation.Act(choice);
            }

            simulation.Drain(WorkflowCases.Deliveries(one.Choices.Length));

            Assert.True(simulation.IsDrained, $"Commands are left in {simulation.State}.");
            Assert.True(
                simulation.State.Ended || simulation.State.Status == RoadmapStatus.HumanReviewPending,
                $"{simulation.State} is neither an end nor a review.");
            ends[simulation.State.Status] = ends.GetValueOrDefault(simulation.State.Status) + 1;
        }).Check(PropertyCases.Of(300));
        Assert.True(
            ends.Keys.ToHashSet()
                .IsSupersetOf(
                    [RoadmapStatus.Completed, RoadmapStatus.PartialFailure, RoadmapStatus.Failed, RoadmapStatus.HumanReviewPending]),
            string.Join(", ", ends));
    }
}
