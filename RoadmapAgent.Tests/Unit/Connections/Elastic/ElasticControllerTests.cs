using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Elastic;

namespace RoadmapAgent.Tests.Unit.Connections.Elastic;

public sealed class ElasticControllerTests
{
    private static readonly ElasticShare[] Shares = [new("api", 4, 8, 18), new("content", 5, 10, 20)];

    private static readonly DateTimeOffset Later = DateTimeOffset.UnixEpoch + SimulatedPooler.Interval;

    private readonly ElasticController _controller = new(Shares);
    private readonly SimulatedPooler _pooler = new(Shares);

    [Fact]
    public void Shares_stay_as_declared_while_nobody_waits()
    {
        Run(20, api: 3, content: 10);

        Assert.Equal([8, 10], _pooler.Sizes);
        Assert.Equal(0, _pooler.Changes);
    }

    [Fact]
    public void What_a_service_has_left_idle_is_lent_to_one_whose_clients_wait()
    {
        Run(30, api: 2, content: 30);

        Assert.Equal([4, 14], _pooler.Sizes);
    }

    [Fact]
    public void Nothing_is_lent_that_was_in_use_a_moment_ago()
    {
        Run(1, api: 8, content: 0);
        Run(10, api: 2, content: 30);

        Assert.Equal([8, 10], _pooler.Sizes);
    }

    [Fact]
    public void A_share_grows_only_after_the_other_was_seen_to_be_smaller()
    {
        var step = _controller.Next(DateTimeOffset.UnixEpoch, [Reading(8, 8, active: 0), Reading(10, 10, active: 10, waiting: 5)]);
        Assert.Equal([4, 10], step.Sizes);

        step = _controller.Next(Later, [Reading(4, 6, active: 0), Reading(10, 10, active: 10, waiting: 5)]);
        Assert.Equal([4, 12], step.Sizes);

        step = _controller.Next(Later, [Reading(4, 4, active: 0), Reading(12, 10, active: 10, waiting: 5)]);
        Assert.Equal([4, 14], step.Sizes);
    }

    [Fact]
    public void The_owner_gets_its_share_back_when_its_clients_wait()
    {
        Run(30, api: 2, content: 30);
        Run(4, api: 12, content: 30);

        Assert.Equal([8, 10], _pooler.Sizes);
    }

    [Fact]
    public void An_owner_below_its_share_comes_before_a_borrower_that_has_waited_longer()
    {
        var controller = new ElasticController([.. Shares, new("logs", 2, 6, 10)]);

        var step = controller.Next(
            DateTimeOffset.UnixEpoch,
            [
                Reading(4, 4, active: 4, waiting: 9),
                Reading(10, 10, active: 10, waiting: 9) with { LongestWait = TimeSpan.FromSeconds(9) },
                Reading(2, 6, active: 2),
            ]);

        Assert.Equal([8, 10, 2], step.Sizes);
    }

    [Fact]
    public void Shares_are_as_declared_again_when_what_was_borrowed_is_no_longer_used()
    {
        Run(30, api: 2, content: 30);
        Run(30, api: 2, content: 3);

        Assert.Equal([8, 10], _pooler.Sizes);
    }

    [Fact]
    public void Connections_above_the_size_are_replaced_once()
    {
        var above = Reading(10, 14, active: 14, waiting: 5);
        Assert.Equal([1], _controller.Next(DateTimeOffset.UnixEpoch, [Reading(8, 0, active: 0), above]).Reconnects);
        Assert.Empty(_controller.Next(Later, [Reading(8, 0, active: 0), above]).Reconnects);

        var within = Reading(10, 10, active: 10, waiting: 5);
        Assert.Empty(_controller.Next(Later, [Reading(8, 0, active: 0), within]).Reconnects);
        Assert.Equal([1], _controller.Next(Later, [Reading(8, 0, active: 0), above]).Reconnects);
    }

    [Fact]
    public void Clients_that_wait_for_connections_to_be_opened_borrow_nothing()
    {
        var step = _controller.Next(DateTimeOffset.UnixEpoch, [Reading(8, 0, active: 0), Reading(10, 1, active: 1, waiting: 30)]);

        Assert.False(step.IsChanged);
    }

    [Fact]
    public void What_was_borrowed_is_returned_at_the_end_although_clients_wait()
    {
        Run(30, api: 2, content: 30);
        Run(4, api: 2, content: 30, () => _controller.Back(_pooler.Read()));

        Assert.Equal([8, 10], _pooler.Sizes);
        Assert.InRange(_pooler.Most, 0, _controller.Budget);
    }

    [Fact]
    public void A_new_controller_goes_on_from_the_sizes_that_it_finds()
    {
        Run(30, api: 2, content: 30);
        var changes = _pooler.Changes;
        var successor = new ElasticController(Shares);
        Run(30, api: 2, content: 30, () => successor.Next(_pooler.Now, _pooler.Read()));

        Assert.Equal([4, 14], _pooler.Sizes);
        Assert.Equal(changes, _pooler.Changes);
    }

    private static ElasticReading Reading(int size, int connections, int active, int waiting = 0) =>
        new(size, connections, active, waiting, TimeSpan.Zero);

    private void Run(int turns, int api, int content, Func<ElasticStep>? next = null)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            _pooler.Work([api, content]);
            _pooler.Apply(next?.Invoke() ?? _controller.Next(_pooler.Now, _pooler.Read()));
        }
    }
}
