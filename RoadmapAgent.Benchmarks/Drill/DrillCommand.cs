using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RoadmapAgent.Benchmarks.Charts;
using Spectre.Console;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary><c>drill [--processes]</c>: offers the predecessor's load and larger ones, prints the outcomes, and stores them.</summary>
internal static class DrillCommand
{
    private const int InterruptedExitCode = 130;

    /// <summary>The file of the last results, below the working directory.</summary>
    private const string ResultFile = "artifacts/drill.json";
    private const string ChartFile = "artifacts/drill.svg";

    private static readonly string[] Columns =
    [
        "offered in", "offered", "succeeded", "53300", "pool timeout", "08P01", "other", "p50 ms", "p95 ms", "p99 ms", "peak clients",
        "peak backends", "wall ms",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var processes = new Option<bool>("--processes")
        {
            Description = "Offer the load from within the fleet's own 21 processes, through their gates and pools.",
        };
        var drill = new Command("drill", "Offers the predecessor's load of 315 concurrent units of work, and larger ones.") { processes };
        drill.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(processes), cancellationToken));
        return drill;
    }

    private static async Task<int> RunAsync(bool inProcesses, CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLine(inProcesses
            ? "Starting the fleet of 21 processes, once for every way …"
            : "Starting PostgreSQL (max_connections=100) and PgBouncer with the Seed shares (14, 8, 18, 10) …");
        var rows = new List<DrillRow>();
        try
        {
            var running = inProcesses ? FleetDrill.RunAsync(cancellationToken) : PoolsDrill.RunAsync(DrillOffer.All, cancellationToken);
            await foreach (var row in running)
            {
                rows.Add(row);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows.Count} of {(inProcesses ? DrillOffer.Claim : DrillOffer.All).Count}, {row.Name}: "
                    + $"{row.Succeeded} of {row.Offered} succeeded in {row.WallMilliseconds / 1000.0:0.0} s"));
                foreach (var reason in row.OtherReasons)
                {
                    Console.WriteLine($"  {reason}");
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return InterruptedExitCode;
        }

        Print(rows, inProcesses);
        Directory.CreateDirectory(Path.GetDirectoryName(ResultFile)!);
        await File.WriteAllTextAsync(ResultFile, JsonSerializer.Serialize(rows, Json), cancellationToken);
        await File.WriteAllTextAsync(ChartFile, SvgChart.Draw(DrillChart.Of(rows, DateTimeOffset.Now)), cancellationToken);
        Console.WriteLine($"Stored in {ResultFile} and {ChartFile}.");
        return 0;
    }

    private static void Print(List<DrillRow> rows, bool inProcesses)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in Columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true, Alignment = column == Columns[0] ? Justify.Left : Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow(Cells(row).Select(cell => new Text(Convert.ToString(cell, CultureInfo.InvariantCulture)!)));
        }

        AnsiConsole.Profile.Width = int.Max(AnsiConsole.Profile.Width, 180);
        var where = inProcesses ? ", in the fleet's 21 processes" : "";
        Console.WriteLine($"Units of work that sleep {UnitWorks.Hold.TotalMilliseconds} ms or handle a message{where}:");
        AnsiConsole.Write(table);
    }

    private static object[] Cells(DrillRow row) =>
    [
        row.Name,
        row.Offered,
        row.Succeeded,
        row.ServerFull,
        row.PoolTimeout,
        row.PoolerRefused,
        row.Other,
        row.P50,
        row.P95,
        row.P99,
        row.PeakClients,
        row.PeakBackends,
        row.WallMilliseconds,
    ];
}
