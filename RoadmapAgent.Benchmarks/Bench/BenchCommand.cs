using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RoadmapAgent.Benchmarks.Charts;
using RoadmapAgent.Benchmarks.Measurements;
using RoadmapAgent.Benchmarks.Pure;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Bench;

/// <summary><c>bench</c>: measures the product against its targets, and stores the figures.</summary>
internal static class BenchCommand
{
    private const int FailedExitCode = 1;
    private const int UsageExitCode = 2;
    private const int InterruptedExitCode = 130;

    private static readonly Omission NoNewerPgBouncer = new(
        Catalog.NewerSaving, "no newer PgBouncer was named with --newer-pgbouncer.");

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Take minutes: small loads, two rounds. Times mean little." };
        var only = new Option<string[]>("--only")
        {
            Description = $"Take only these measurements: {string.Join(", ", Catalog.Create("newer").Select(each => each.Name))}.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. Catalog.Create("newer").Select(each => each.Name)]);
        var against = new Option<FileInfo>("--against") { Description = "Compare with this stored run." }.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "Where to store bench.json and bench.svg. Default: docs/benchmarks; with --quick or --only, artifacts/bench.",
        };
        var newer = new Option<FileInfo>("--newer-pgbouncer")
        {
            Description = "The program of a newer PgBouncer, named pgbouncer, to be measured beside the installed one.",
        }.AcceptExistingOnly();
        var bench = new Command("bench", "Measures this commit against its targets and its baselines.")
        {
            quick, only, against, output, newer, PureCommand.Create(),
        };
        bench.SetAction((parsed, cancellationToken) => RunAsync(
            new(
                parsed.GetValue(quick),
                parsed.GetValue(only) ?? [],
                parsed.GetValue(against),
                parsed.GetValue(output),
                parsed.GetValue(newer)),
            cancellationToken));
        return bench;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        // Before anything is measured: a file that is none should not cost an hour.
        BenchReport? before;
        try
        {
            before = options.Against is { } file
                ? BenchReport.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken))
                : null;
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync($"--against must be the file of a stored run (was '{options.Against}'): {e.Message}");
            return UsageExitCode;
        }

        var report = await MeasureAsync(options, cancellationToken);
        ReportTable.Write(report);
        if (before is not null)
        {
            ReportTable.WriteChanges(before, report);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return InterruptedExitCode;
        }

        await StoreAsync(report, options.Directory);
        return report.Omissions.Any(omission => omission != NoNewerPgBouncer) ? FailedExitCode : 0;
    }

    /// <summary>Measures; an interruption leaves what has been measured until then.</summary>
    private static async Task<BenchReport> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var at = DateTimeOffset.Now;
        var machine = await MachineReader.ReadAsync(cancellationToken);
        Say(FormattableString.Invariant($"{machine}"));
        if (!machine.WasQuiet)
        {
            Say(FormattableString.Invariant($"The machine is busy ({machine.Busy:0 %}): times and rates will mean little."));
        }

        var newer = options.NewerPgBouncer?.FullName;
        var version = newer is null ? "" : await MachineReader.FirstLineAsync(newer, ["--version"], cancellationToken);
        var runner = new BenchRunner(options.Quick ? Scale.Quick : Scale.Full, new Output());
        try
        {
            await runner.RunAsync([.. Catalog.Create(newer, version).Where(each => options.Includes(each.Name))], cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Say("Interrupted.");
        }

        Omission[] left = newer is null && options.Includes(Catalog.NewerSaving) ? [NoNewerPgBouncer] : [];
        return new(at, options.Quick, machine, runner.Results, [.. runner.Omissions, .. left]);
    }

    private static async Task StoreAsync(BenchReport report, string directory)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "bench.json"), report.ToJson());
        await File.WriteAllTextAsync(Path.Combine(directory, "bench.svg"), SvgChart.Draw(BenchChart.Of(report)));
        Say($"Stored in {directory}/bench.json and bench.svg.");
    }

    private static void Say(string line) => Console.WriteLine(line);

    private sealed class Output : IProgress<string>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(string value) => Say(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed:mm\\:ss} {value}"));
    }
}
