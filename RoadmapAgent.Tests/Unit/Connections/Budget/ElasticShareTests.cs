using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class ElasticShareTests
{
    private static readonly FleetDescription Fleet = new()
    {
        IsElastic = true,
        Services =
        [
            new() { Name = "api", MaxPoolSize = 10, Share = 8 },
            new() { Name = "logs", MaxPoolSize = 5, Share = 5 },
            new() { Name = "content", Replicas = 2, MaxPoolSize = 8, Share = 10 },
        ],
    };

    [Fact]
    public void A_share_keeps_half_and_grows_to_what_others_lend_and_its_processes_can_use() => Assert.Equal(
        [new("api", 4, 8, 15), new("logs", 3, 5, 10), new("content", 5, 10, 16)], ElasticShare.Of(Fleet));

    [Fact]
    public void Bounds_can_be_declared()
    {
        var shares = ElasticShare.Of(Fleet with
        {
            Services = [Fleet.Services[0] with { MinimumShare = 7 }, Fleet.Services[1] with { MaximumShare = 6 }, Fleet.Services[2]],
        });

        Assert.Equal([new("api", 7, 8, 15), new("logs", 3, 5, 6), new("content", 5, 10, 13)], shares);
    }

    [Fact]
    public void A_service_without_the_pooler_lends_and_borrows_nothing() => Assert.Equal(
        ["api", "content"],
        ElasticShare.Of(Fleet with { Services = [Fleet.Services[0], Fleet.Services[1] with { Direct = true }, Fleet.Services[2]] })
            .Select(share => share.Service));

    [Fact]
    public void The_budget_counts_the_shares_as_declared_and_shows_their_bounds()
    {
        var result = ConnectionBudget.Check(Fleet);

        Assert.Contains(
            result.Lines,
            line => line is { Inequality: BudgetInequality.Server, Who: "api", Arithmetic: "share 8, elastic 4 to 15", Demand: 8 });
        Assert.Contains(result.Lines, line => line is { Inequality: BudgetInequality.Server, Who: "together", Demand: 23 });
    }
}
