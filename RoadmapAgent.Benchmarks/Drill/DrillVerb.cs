using System.Text.Json;
using Spectre.Console;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary><c>drill [--processes]</c>: offers the predecessor's load in three ways, prints what became of it, and stores it.</summary>
internal static class DrillVerb
{
    private const string Processes = "--processes";
    private const int UsageExitCode = 2;
    private const int InterruptedExitCode = 130;

    /// <summary>Where the last results are kept, below the working directory.</summary>
    private const string ResultFile = "artifacts/drill.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Usage()
    {
        Console.Error.WriteLine($"Usage: drill [{Processes}]");
        return UsageExitCode;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(argument => argument != Processes))
        {
            return Usage();
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var inProcesses = args.Contains(Processes);
        AnsiConsole.MarkupLine(inProcesses
            ? "Starting the fleet of 21 processes, once for every way …"
            : "Starting PostgreSQL (max_connections=100) and PgBouncer with the Seed shares (14, 8, 18, 10) …");
        var rows = new List<DrillRow>();
        try
        {
            await foreach (var row in inProcesses ? FleetDrill.RunAsync(stop.Token) : PoolsDrill.RunAsync(stop.Token))
            {
                rows.Add(row);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return InterruptedExitCode;
        }

        Print(rows, inProcesses);
        Directory.CreateDirectory(Path.GetDirectoryName(ResultFile)!);
        await File.WriteAllTextAsync(ResultFile, JsonSerializer.Serialize(rows, Json), stop.Token);
        AnsiConsole.MarkupLineInterpolated($"Stored in {ResultFile}.");
        return 0;
    }

    private static void Print(List<DrillRow> rows, bool inProcesses)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in new[] { "offered in", "offered", "succeeded", "53300", "pool timeout", "08P01", "other", "p50 ms", "p95 ms", "p99 ms", "peak clients", "peak backends", "wall ms" })
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true, Alignment = column == "offered in" ? Justify.Left : Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow(new object[] { row.Name, row.Offered, row.Succeeded, row.ServerFull, row.PoolTimeout, row.PoolerRefused, row.Other, row.P50, row.P95, row.P99, row.PeakClients, row.PeakBackends, row.WallMilliseconds }
                .Select(cell => new Text(Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture)!)));
        }

        AnsiConsole.Profile.Width = int.Max(AnsiConsole.Profile.Width, 180);
        AnsiConsole.WriteLine($"{DrillFleet.Processes * Burst.Units} concurrent units of work of {Burst.Hold.TotalMilliseconds} ms{(inProcesses ? ", in the fleet's 21 processes" : "")}:");
        AnsiConsole.Write(table);
    }
}
