using System.Globalization;
using RoadmapAgent.Benchmarks.Charts;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Shows a drill as a chart.</summary>
internal static class DrillChart
{
    private const int MaxConnections = 100;

    public static Chart Of(IReadOnlyList<DrillRow> rows, DateTimeOffset at)
    {
        var comparable = rows.Where(row => DrillOffer.EqualBackends.Any(offer => offer.Name == row.Name)).ToList();
        ChartGroup[] groups =
        [
            new("Units of work that fail", "%", [.. rows.Select(row => Bar(row, 100.0 * (row.Offered - row.Succeeded) / row.Offered))]),
            new("Backends", "at most", [.. rows.Select(row => Bar(row, row.PeakBackends))], MaxConnections, "max_connections"),
            new("Clients", "at most", [.. rows.Select(row => Bar(row, row.PeakClients))]),
            new("On equally many backends, 95th percentile", "ms", [.. comparable.Select(row => Bar(row, row.P95))]),
        ];
        return new(
            "One PostgreSQL server with 100 connections",
            string.Create(CultureInfo.InvariantCulture, $"./run.sh drill, {at:yyyy-MM-dd}, {Environment.ProcessorCount} cores"),
            [.. groups.Where(group => group.Bars.Count > 0)]);
    }

    private static ChartBar Bar(DrillRow row, double value) => new(
        row.Name, value, Muted: !row.Name.Contains("pooler", StringComparison.Ordinal));
}
