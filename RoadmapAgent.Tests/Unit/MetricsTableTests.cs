using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Data.ExecutionLogs;
using RoadmapAgent.Data.Retention;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Messaging;
using RoadmapAgent.Messaging.ExecutionLogs;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit;

/// <summary>The runbook's metrics table must match the instruments.</summary>
public sealed class MetricsTableTests
{
    [Fact]
    public void The_table_lists_exactly_the_existing_instruments_with_their_units()
    {
        using var measurements = new Measurements();
        _ = new DatabaseMetrics(measurements, Options.Create(new DatabaseOptions { Service = "api", MaxPoolSize = 4 }));
        _ = new MessagingMetrics(measurements);
        _ = new InboxMetrics(measurements);
        _ = new FleetMetrics(measurements, TimeProvider.System);
        _ = new ExecutionLog(measurements, NullLogger<ExecutionLog>.Instance);
        _ = new ExecutionLogStore(null!, measurements);
        _ = new RetentionStore(null!, measurements);
        var documented = Documented();

        Assert.NotEmpty(measurements.Instruments);
        Assert.All(
            measurements.Instruments,
            instrument => Assert.Contains(documented, row => row.Names.Contains(instrument.Name) && row.Units.Contains(instrument.Unit)));
        // The database driver's metrics are documented too.
        var existing = measurements.Instruments.Select(instrument => instrument.Name)
            .Append("db.client.connection.count")
            .Append("db.client.connection.max")
            .ToHashSet();
        Assert.All(documented.SelectMany(row => row.Names), name => Assert.Contains(name, existing));
    }

    private static List<(string[] Names, string[] Units)> Documented()
    {
        var runbook = File.ReadAllLines(Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..", "docs", "runbook.md"));
        return [.. runbook
            .SkipWhile(line => line != "## Metrics")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1].Split(", ").Select(name => name.Trim('`')).ToArray(), cells[2].Split(", ")))];
    }
}
