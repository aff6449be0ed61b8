using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class RoadmapWorkflowPropertyTests
{
    private static readonly Config Thorough = PropertyCases.Of(1000);

    [Fact]
    public void No_history_leads_out_of_the_state_machine_or_leaves_an_end_and_every_end_is_reached()
    {
        var reached = new HashSet<RoadmapStatus>();
        var cases = from skipReview in ArbMap.Default.GeneratorFor<bool>()
                    from history in WorkflowCases.Histories()
                    select (SkipReview: skipReview, History: history);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var state = WorkflowState.New(one.SkipReview);
            foreach (var happened in one.History)
            {
                var next = RoadmapWorkflow.Decide(state, happened);
                Assert.False(state.Ended && next is not null, $"{happened} leaves {state}.");
                state = next ?? state;
                Assert.True(WorkflowCases.Legal(state), $"{happened} leads to {state}.");
            }

            reached.Add(state.Status);
        }).Check(Thorough);
        Assert.Superset(new HashSet<RoadmapStatus> { RoadmapStatus.Completed, RoadmapStatus.PartialFailure, RoadmapStatus.Failed, RoadmapStatus.Cancelled }, reached);
    }

    [Fact]
    public void Only_its_owner_leads_a_roadmap_out_of_an_end_and_never_out_of_the_state_machine()
    {
        var begunAgain = 0;
        Prop.ForAll(Arb.From(WorkflowCases.Histories(WorkflowCases.Wishes)), history =>
        {
            var state = WorkflowState.New(skipReview: true);
            foreach (var happened in history)
            {
                var next = RoadmapWorkflow.Decide(state, happened);
                Assert.False(state.Ended && next is not null && !WorkflowCases.Wishes.Contains(happened), $"{happened} leaves {state}.");
                begunAgain += state.Ended && next is not null ? 1 : 0;
                state = next ?? state;
                Assert.True(WorkflowCases.Legal(state), $"{happened} leads to {state}.");
            }
        }).Check(Thorough);
        Assert.True(begunAgain > 100, $"{begunAgain} were begun again");
    }

    [Fact]
    public void The_round_counts_the_edits_that_applied_and_nothing_else()
    {
        var most = 0;
        Prop.ForAll(Arb.From(WorkflowCases.Histories()), history =>
        {
            var state = WorkflowState.New(skipReview: false);
            var edits = 0;
            foreach (var happened in history)
            {
                if (RoadmapWorkflow.Decide(state, happened) is { } next)
                {
                    edits += happened is RoadmapEdited ? 1 : 0;
                    Assert.False(next.SkipReview);
                    state = next;
                }

                Assert.Equal(edits, state.Round);
            }

            most = Math.Max(most, edits);
        }).Check(Thorough);
        Assert.True(most > RoadmapWorkflow.MaxEdits, $"at most {most} edits were tried");
    }

    [Fact]
    public void An_event_that_moved_a_roadmap_does_not_apply_a_second_time() =>
        Prop.ForAll(Arb.From(StatesAndEvents()), one =>
        {
            var moved = RoadmapWorkflow.Decide(one.State, one.Happened);
            return moved is null || moved == one.State || RoadmapWorkflow.Decide(moved, one.Happened) is null;
        }).Check(Thorough);

    [Fact]
    public void Every_legal_state_stays_legal_whatever_happens() =>
        Prop.ForAll(Arb.From(StatesAndEvents()), one => RoadmapWorkflow.Decide(one.State, one.Happened) is not { } next || WorkflowCases.Legal(next)).Check(Thorough);

    [Fact]
    public void A_roadmap_that_has_not_ended_has_a_way_to_completion() =>
        Prop.ForAll(Arb.From(WorkflowCases.AnyState()), state => state.Ended || Reachable(state).Contains(RoadmapStatus.Completed)).Check(Thorough);

    [Fact]
    public void Workers_that_race_repeat_and_come_late_take_every_step_once_and_end_once()
    {
        var ends = new Dictionary<RoadmapStatus, int>();
        var cases = from skipReview in ArbMap.Default.GeneratorFor<bool>()
                    from choices in Gen.Choose(0, 1_000_000).ArrayOf(300)
                    select (SkipReview: skipReview, Choices: choices);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var simulation = new WorkerSimulation(one.SkipReview);
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
        Assert.True(ends.Keys.Count(status => status is RoadmapStatus.Completed or RoadmapStatus.Failed or RoadmapStatus.Cancelled) == 3, string.Join(", ", ends));
    }

    private static Gen<(WorkflowState State, WorkflowEvent Happened)> StatesAndEvents() =>
        from state in WorkflowCases.AnyState()
        from happened in Gen.Elements<WorkflowEvent>(WorkflowCases.Events)
        select (state, happened);

    private static HashSet<RoadmapStatus> Reachable(WorkflowState from)
    {
        var seen = new HashSet<WorkflowState>();
        var open = new Stack<WorkflowState>([from]);
        while (open.TryPop(out var state))
        {
            if (state.Round <= from.Round + 1 && seen.Add(state))
            {
                foreach (var next in WorkflowCases.Events.Select(happened => RoadmapWorkflow.Decide(state, happened)).OfType<WorkflowState>())
                {
                    open.Push(next);
                }
            }
        }

        return [.. seen.Select(state => state.Status)];
    }
}
