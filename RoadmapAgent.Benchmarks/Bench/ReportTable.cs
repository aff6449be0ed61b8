using System.Globalization;
using RoadmapAgent.Benchmarks.Results;
using Spectre.Console;

namespace RoadmapAgent.Benchmarks.Bench;

/// <summary>Prints a run as Markdown tables.</summary>
internal static class ReportTable
{
    /// <summary>Prints the figures.</summary>
    public static void Write(BenchReport report)
    {
        var table = Create("measurement", "what", "median", "spread", "baseline", "ratio", "target", "");
        foreach (var result in report.Results)
        {
            Add(
                table,
                result.Name,
                result.Title,
                $"{Number(result.Median)} {result.Unit}",
                result.Values.Count < 2 ? "one reading" : result.Spread.ToString("0 %", CultureInfo.InvariantCulture),
                result.BaselineMedian is { } baseline ? $"{Number(baseline)} ({result.Baseline})" : "–",
                result.Ratio is { } ratio ? Number(ratio) : "–",
                result.Target.ToString(),
                result.TargetMet ? "met" : "missed");
        }

        AnsiConsole.Write(table);
        foreach (var result in report.Results.Where(result => result.Details.Count > 0))
        {
            AnsiConsole.WriteLine($"{result.Name}: {string.Join("; ", result.Details.Select(each => $"{each.Key} {Number(each.Value)}"))}");
        }

        foreach (var omission in report.Omissions)
        {
            AnsiConsole.WriteLine($"{omission.Name} was not measured: {omission.Reason}");
        }
    }

    /// <summary>Prints what has changed since another run.</summary>
    public static void WriteChanges(BenchReport before, BenchReport after)
    {
        if (before.Quick != after.Quick || !before.Machine.IsLike(after.Machine))
        {
            AnsiConsole.WriteLine("The runs differ in machine or scale: only counts and ratios can be compared.");
        }

        var table = Create("measurement", before.Machine.Commit, after.Machine.Commit, "change", "");
        foreach (var change in Change.Between(before, after))
        {
            Add(
                table,
                change.Name,
                Number(change.Before),
                Number(change.After),
                change.Before == 0 ? "–" : ((change.After / change.Before) - 1).ToString("+0 %;-0 %", CultureInfo.InvariantCulture),
                change.Verdict switch { Verdict.Better => "better", Verdict.Worse => "worse", _ => "within the spread" });
        }

        AnsiConsole.Write(table);
    }

    private static Table Create(params string[] columns)
    {
        // Not wrapped, whatever the width of the terminal: it is pasted into documents.
        AnsiConsole.Profile.Width = int.Max(AnsiConsole.Profile.Width, 240);
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = true });
        }

        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}
