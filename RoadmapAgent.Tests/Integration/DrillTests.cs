using RoadmapAgent.Benchmarks.Drill;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What the project exists for, measured.</summary>
public sealed class DrillTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_predecessors_load_exhausts_PostgreSQL_and_not_this_fleet()
    {
        var rows = new List<DrillRow>();
        await foreach (var row in PoolsDrill.RunAsync(Cancellation))
        {
            rows.Add(row);
        }

        Assert.All(rows, row => Assert.Equal((315, 315), (row.Offered, row.Succeeded + row.ServerFull + row.PoolTimeout + row.PoolerRefused + row.Other)));
        Assert.True(rows[0].ServerFull > 0, rows[0].ToString());
        Assert.Equal(315, rows[1].Succeeded);
        Assert.Equal(315, rows[2].Succeeded);
        Assert.InRange(rows[2].PeakBackends, 1, 50);
    }
}
