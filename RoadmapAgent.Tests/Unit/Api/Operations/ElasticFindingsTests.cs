using RoadmapAgent.Api.Operations;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class ElasticFindingsTests
{
    private static readonly FleetDescription Fleet = new()
    {
        IsElastic = true,
        Services =
        [
            new() { Name = "api", MaxPoolSize = 10, Share = 8 },
            new() { Name = "content", Replicas = 2, MaxPoolSize = 8, Gate = 3, Share = 10 },
        ],
    };

    [Fact]
    public void A_share_is_shown_as_it_is_with_its_bounds()
    {
        var sample = Compare(api: 4, content: 14);

        Assert.Empty(sample.Findings);
        Assert.Equal([(4L, 4, 13), (14L, 5, 14)], sample.Services.Select(s => (s.Share, s.MinimumShare ?? 0, s.MaximumShare ?? 0)));
    }

    [Theory]
    [InlineData(3, 14, "PgBouncer's alias for api allows 3 server connections and 3 in total; 4 to 13 were declared.")]
    [InlineData(14, 4, "PgBouncer's alias for api allows 14 server connections and 14 in total; 4 to 13 were declared.")]
    [InlineData(8, 12, "PgBouncer's aliases allow 20 server connections together, but 18 were declared.")]
    public void Shares_outside_their_bounds_or_above_the_budget_are_reported(int api, int content, string message)
    {
        var finding = Compare(api, content).Findings[0];

        Assert.Equal((FindingLevel.Unhealthy, FindingKind.PoolerDiffers, message), (finding.Level, finding.Kind, finding.Message));
    }

    [Fact]
    public void Backends_of_a_share_that_has_just_shrunk_are_not_reported()
    {
        Assert.Empty(Compare(api: 8, content: 10, backends: 14).Findings);
        Assert.Contains(
            Compare(api: 8, content: 10, backends: 15).Findings,
            finding => finding.Message == "content has 15 backends, but its share is 14.");
    }

    private static ConnectionSample Compare(int api, int content, int backends = 4) => new FleetComparison(Fleet, "roadmap_").Compare(
        DateTimeOffset.UnixEpoch,
        new PostgresReadings(
            100, 3, 0,
            [new("roadmap_content", "roadmap_agent.content", "active", backends)],
            new Dictionary<string, ProcessCount> { ["api"] = new(1), ["content"] = new(2) },
            new(0, 0, 0),
            new(0, 0)),
        new PoolerReadings(
            new Dictionary<string, string> { ["max_client_conn"] = "1000" },
            [Alias("roadmap_api", api), Alias("roadmap_content", content)],
            [],
            [],
            new Dictionary<string, long> { ["used_clients"] = 6 }),
        [],
        []);

    private static DatabaseStatus Alias(string name, long size) =>
        new(name, "127.0.0.1", 5432, "roadmap", null, size, 0, size, 0, false, false);
}
