using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class RoadmapWorkflowPropertyTests
{
    private static readonly Config Thorough = PropertyCases.Of(1000);

    [Fact]
    public void Every_event_history_stays_in_legal_states_and_never_leaves_an_end_state()
    {
        var reached = new HashSet<RoadmapStatus>();
        var cases = from skipReview in ArbMap.Default.GeneratorFor<bool>()
                    from history in WorkflowCases.Histories()
                    select (SkipReview: skipReview, History: history);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var state = WorkflowCases.New(one.SkipReview);
            foreach (var happened in one.History)
            {
                var next = WorkflowCases.Next(state, happened);
                Assert.False(state.Ended && next is not null, $"{happened} leaves {state}.");
                state = next ?? state;
                Assert.True(WorkflowCases.Legal(state), $"{happened} leads to {state}.");
            }

            reached.Add(state.Status);
        }).Check(Thorough);
        Assert.Superset(
            new HashSet<RoadmapStatus>
            {
                RoadmapStatus.Completed,
                RoadmapStatus.PartialFailure,
                RoadmapStatus.Failed,
                RoadmapStatus.Cancelled,
            },
            reached);
    }

    [Fact]
    public void Only_owner_requests_leave_an_end_state_and_every_resulting_state_is_legal()
    {
        var begunAgain = 0;
        Prop.ForAll(Arb.From(WorkflowCases.Histories(WorkflowCases.Wishes)), history =>
        {
            var state = WorkflowCases.New(skipReview: true);
            foreach (var happened in history)
            {
                var next = WorkflowCases.Next(state, happened);
                Assert.False(state.Ended && next is not null && !WorkflowCases.Wishes.Contains(happened), $"{happened} leaves {state}.");
                begunAgain += state.Ended && next is not null ? 1 : 0;
                state = next ?? state;
                Assert.True(WorkflowCases.Legal(state), $"{happened} leads to {state}.");
            }
        }).Check(Thorough);
        Assert.True(begunAgain > 100, $"{begunAgain} were begun again");
    }

    [Fact]
    public void The_round_equals_the_number_of_applied_edits()
    {
        var most = 0;
        Prop.ForAll(Arb.From(WorkflowCases.Histories()), history =>
        {
            var state = WorkflowCases.New(skipReview: false);
            var edits = 0;
            foreach (var happened in history)
            {
                if (WorkflowCases.Next(state, happened) is { } next)
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
    public void An_event_that_changed_the_state_does_not_apply_twice() =>
        Prop.ForAll(Arb.From(StatesAndEvents()), one =>
        {
            var moved = WorkflowCases.Next(one.State, one.Happened);
            return moved is null || moved == one.State || RoadmapWorkflow.Decide(moved, one.Happened) is null;
        }).Check(Thorough);

    [Fact]
    public void Every_event_leads_from_a_legal_state_to_a_legal_state() =>
        Prop.ForAll(
            Arb.From(StatesAndEvents()), one => WorkflowCases.Next(one.State, one.Happened) is not { } next || WorkflowCases.Legal(next))
            .Check(Thorough);

    [Fact]
    public void Completion_is_reachable_from_every_state_that_has_not_ended() =>
        Prop.ForAll(Arb.From(WorkflowCases.AnyState()), state => state.Ended || Reachable(state).Contains(RoadmapStatus.Completed))
            .Check(Thorough);

    [Fact]
    public void A_command_goes_to_its_worker_for_what_the_new_state_awaits_and_only_work_is_commanded() =>
        Prop.ForAll(Arb.From(StatesAndEvents()), one =>
        {
            if (RoadmapWorkflow.Decide(one.State, one.Happened) is not { } decision)
            {
                return;
            }

            Assert.Equal(one.State.RoadmapId, decision.State.RoadmapId);
            Assert.All(decision.Commands, command => Assert.True(
                command switch
                {
                    { Message: AdvanceRoadmap advance } =>
                        advance.RoadmapId == one.State.RoadmapId && decision.State.Awaits(advance.Step, advance.Round),
                    { Message: GenerateConcept generate } =>
                        generate.RoadmapId == one.State.RoadmapId && decision.State.GeneratesContent,
                    _ => false,
                },
                $"{one.Happened} in {one.State} sends {command}."));
            var sends = decision.Happened is Stalled
                ? !decision.State.Ended
                : decision.State.Status == RoadmapStatus.Processing && decision.Happened is not (Started or ConceptAttempted);
            Assert.True(sends == decision.Commands.Count > 0, $"{one.Happened} in {one.State} sends {decision.Commands.Count} commands.");
        }).Check(Thorough);

    [Fact]
    public void A_decision_tells_what_happened_and_an_end_that_is_not_complete_says_why() =>
        Prop.ForAll(Arb.From(StatesAndEvents()), one =>
        {
            if (RoadmapWorkflow.Decide(one.State, one.Happened) is not { } decision)
            {
                return;
            }

            Assert.Same(one.Happened, decision.Happened);
            Assert.Equal(decision.State.Ended, ProgressEvents.Ends(decision.Events[^1].Type));
            Assert.DoesNotContain(decision.Events.SkipLast(1), e => ProgressEvents.Ends(e.Type));
            Assert.Equal(one.Happened is RetryRequested or RegenerationRequested, decision.Events[0].Type == ProgressEvents.RetryStarted);
            Assert.Equal(decision.State.Status is RoadmapStatus.Failed or RoadmapStatus.PartialFailure, decision.Error is not null);
        }).Check(Thorough);

    [Fact]
    public void A_retry_asks_for_exactly_the_incomplete_concepts_each_after_a_delay_that_grows_with_its_attempts_up_to_a_minute()
    {
        var ended = WorkflowCases.New(skipReview: true) with { Status = RoadmapStatus.PartialFailure, Step = WorkflowStep.Finished };
        var attempts = Gen.Frequency((8, Gen.Choose(0, 12)), (1, Gen.Choose(0, int.MaxValue)));
        Prop.ForAll(Arb.From(attempts.NonEmptyListOf()), counts =>
        {
            var concepts = counts.Order().Select((count, n) => new IncompleteConcept($"c-1-1-{n}", count)).ToList();

            var commands = RoadmapWorkflow.Decide(
                ended, WorkflowCases.Retry(understood: true, planned: true, refused: false, concepts))!.Commands;

            Assert.Equal(
                concepts.Select(concept => concept.ConceptId),
                commands.Select(command => Assert.IsType<GenerateConcept>(command.Message).ConceptId));
            var delays = commands.Select(command => command.Delay).ToList();
            Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, RoadmapWorkflow.MaxDelay));
            Assert.Equal(delays.Order(), delays);
            Assert.All(concepts.Zip(delays), one => Assert.Equal(one.First.Attempts > 1, one.Second > TimeSpan.Zero));
        }).Check(Thorough);
    }

    private static Gen<(WorkflowState State, WorkflowEvent Happened)> StatesAndEvents() =>
        from state in WorkflowCases.AnyState()
        from happened in Gen.Elements<WorkflowEvent>(WorkflowCases.Events.Concat(WorkflowCases.Wishes))
        select (state, happened);

    private static HashSet<RoadmapStatus> Reachable(WorkflowState from)
    {
        var seen = new HashSet<WorkflowState>();
        var open = new Stack<WorkflowState>([from]);
        while (open.TryPop(out var state))
        {
            if (state.Round <= from.Round + 1 && seen.Add(state))
            {
                foreach (var next in WorkflowCases.Events.Select(happened => WorkflowCases.Next(state, happened)).OfType<WorkflowState>())
                {
                    open.Push(next);
                }
            }
        }

        return [.. seen.Select(state => state.Status)];
    }
}
