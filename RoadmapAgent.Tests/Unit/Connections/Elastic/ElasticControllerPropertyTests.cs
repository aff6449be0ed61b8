using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Elastic;

namespace RoadmapAgent.Tests.Unit.Connections.Elastic;

public sealed class ElasticControllerPropertyTests
{
    private static readonly int TurnsOfMemory = (int)(ElasticController.Memory / SimulatedPooler.Interval);
    private static readonly Config Cases = PropertyCases.Of(300);

    private static readonly Gen<ElasticShare[]> Fleets =
        from count in Gen.Choose(1, 5)
        from shares in Gen.ArrayOf(Share(), count)
        select shares.Select((share, i) => share with { Service = $"{i}" }).ToArray();

    [Fact]
    public void The_connections_never_exceed_the_budget_whatever_clients_and_transactions_do() =>
        Prop.ForAll(Arb.From(Runs(ended: Gen.Elements(true, false))), run =>
        {
            var (pooler, controller) = (new SimulatedPooler(run.Shares), new ElasticController(run.Shares));
            return run.Turns.All(turn =>
            {
                pooler.Work(turn.Clients, turn.Ended);
                pooler.Apply(turn.IsSuccessor ? (controller = new(run.Shares)).Next(pooler.Now, pooler.Read())
                    : controller.Next(pooler.Now, pooler.Read()));
                return pooler.Most <= controller.Budget
                    && pooler.Sizes.Sum() <= controller.Budget
                    && pooler.Sizes.Zip(run.Shares).All(pair => pair.First >= pair.Second.Minimum && pair.First <= pair.Second.Maximum);
            });
        }).Check(Cases);

    [Fact]
    public void A_steady_load_leads_to_sizes_that_stay() =>
        Prop.ForAll(Arb.From(Runs(ended: Gen.Constant(true))), run =>
        {
            var (pooler, controller) = (new SimulatedPooler(run.Shares), new ElasticController(run.Shares));
            Play(run.Turns.Select(turn => turn.Clients));
            var load = run.Turns[^1].Clients;
            Play(Enumerable.Repeat(load, 3 * TurnsOfMemory));
            var (changes, sizes) = (pooler.Changes, pooler.Sizes.ToArray());
            Play(Enumerable.Repeat(load, 3 * TurnsOfMemory));

            // Everybody has what it is entitled to and can use; and nobody waits while something is left that it could have.
            var starved = Enumerable.Range(0, sizes.Length).Where(i => load[i] > sizes[i]).ToList();
            return pooler.Changes == changes
                && starved.All(i => sizes[i] >= run.Shares[i].Share)
                && (starved.All(i => sizes[i] == run.Shares[i].Maximum)
                    || Enumerable.Range(0, sizes.Length).Where(i => load[i] <= sizes[i])
                        .All(i => sizes[i] <= Math.Max(load[i], run.Shares[i].Minimum)));

            void Play(IEnumerable<int[]> loads)
            {
                foreach (var clients in loads)
                {
                    pooler.Work(clients);
                    pooler.Apply(controller.Next(pooler.Now, pooler.Read()));
                }
            }
        }).Check(Cases);

    [Fact]
    public void An_owner_whose_clients_wait_has_its_share_back_within_five_seconds() =>
        Prop.ForAll(Arb.From(Runs(ended: Gen.Constant(true))), run =>
        {
            var (pooler, controller) = (new SimulatedPooler(run.Shares), new ElasticController(run.Shares));
            foreach (var turn in run.Turns)
            {
                pooler.Work(turn.Clients);
                pooler.Apply(controller.Next(pooler.Now, pooler.Read()));
            }

            // Every service now wants more than its share: each of them is an owner that wants it back.
            var all = run.Shares.Select(share => share.Maximum + 10).ToArray();
            for (var turn = 0; turn < (int)(TimeSpan.FromSeconds(5) / SimulatedPooler.Interval); turn++)
            {
                pooler.Work(all);
                pooler.Apply(controller.Next(pooler.Now, pooler.Read()));
            }

            return pooler.Sizes.SequenceEqual(run.Shares.Select(share => share.Share));
        }).Check(Cases);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public void A_load_that_alternates_within_the_memory_does_not_move_the_shares_for_long(int period)
    {
        ElasticShare[] shares = [new("a", 4, 8, 18), new("b", 5, 10, 20)];
        var (pooler, controller) = (new SimulatedPooler(shares), new ElasticController(shares));
        for (var turn = 0; turn < 40 * period; turn++)
        {
            pooler.Work(turn / period % 2 == 0 ? [30, 0] : [0, 30]);
            pooler.Apply(controller.Next(pooler.Now, pooler.Read()));
        }

        Assert.InRange(pooler.Changes, 0, 4);
        Assert.Equal([8, 10], pooler.Sizes);
    }

    [Fact]
    public void A_load_that_alternates_slowly_moves_the_shares_a_few_times_per_change()
    {
        ElasticShare[] shares = [new("a", 4, 8, 18), new("b", 5, 10, 20)];
        var (pooler, controller) = (new SimulatedPooler(shares), new ElasticController(shares));
        const int Phases = 10;
        for (var turn = 0; turn < Phases * 3 * TurnsOfMemory; turn++)
        {
            pooler.Work(turn / (3 * TurnsOfMemory) % 2 == 0 ? [30, 0] : [0, 30]);
            pooler.Apply(controller.Next(pooler.Now, pooler.Read()));
        }

        Assert.InRange(pooler.Changes, Phases, 5 * Phases);
    }

    private static Gen<ElasticShare> Share() =>
        from minimum in Gen.Choose(1, 8)
        from more in Gen.Choose(0, 8)
        from most in Gen.Choose(0, 20)
        select new ElasticShare("", minimum, minimum + more, minimum + more + most);

    private static Gen<(ElasticShare[] Shares, (int[] Clients, bool Ended, bool IsSuccessor)[] Turns)> Runs(Gen<bool> ended) =>
        from shares in Fleets
        from turns in Gen.NonEmptyListOf(
            from clients in Gen.ArrayOf(Gen.Frequency((2, Gen.Constant(0)), (2, Gen.Choose(0, 10)), (1, Gen.Choose(0, 60))), shares.Length)
            from hasEnded in ended
            from length in Gen.Choose(1, 30)
            from successor in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
            select Enumerable.Repeat((clients, hasEnded, false), length).Append((clients, hasEnded, successor)))
        select (shares, turns.SelectMany(turn => turn).ToArray());
}
