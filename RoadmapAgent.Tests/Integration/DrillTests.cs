using RoadmapAgent.Benchmarks.Drill;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The project's central claim, measured with the predecessor's load.</summary>
public sealed class DrillTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_predecessor_load_exhausts_a_direct_server_but_not_a_pooled_fleet()
    {
        var rows = new List<DrillRow>();
        await foreach (var row in PoolsDrill.RunAsync(DrillOffer.Claim, Cancellation))
        {
            rows.Add(row);
        }

        Assert.All(
            rows,
            row =>
                Assert.Equal((315, 315), (row.Offered, row.Succeeded + row.ServerFull + row.PoolTimeout + row.PoolerRefused + row.Other)));
        Assert.True(rows[0].ServerFull > 0, rows[0].ToString());
        Assert.Equal(315, rows[1].Succeeded);
        Assert.Equal(315, rows[2].Succeeded);
        Assert.InRange(rows[2].PeakBackends, 1, 50);
    }
}
