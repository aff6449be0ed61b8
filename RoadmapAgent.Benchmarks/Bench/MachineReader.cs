using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RoadmapAgent.Benchmarks.Results;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.LocalServers.Postgres;

namespace RoadmapAgent.Benchmarks.Bench;

/// <summary>Describes this machine and the versions on it.</summary>
internal static class MachineReader
{
    private const string Unknown = "unknown";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    public static async Task<Machine> ReadAsync(CancellationToken cancellationToken) => new(
        FieldOf("/proc/cpuinfo", "model name", ':'),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        await BusyAsync(cancellationToken),
        FieldOf("/etc/os-release", "PRETTY_NAME", '='),
        RuntimeInformation.FrameworkDescription,
        await FirstLineAsync(Path.Combine(PostgresInstallation.BinDirectory(), "postgres"), ["--version"], cancellationToken),
        await FirstLineAsync(PgBouncerInstallation.Program(), ["--version"], cancellationToken),
        RabbitMqVersion(),
        await CommitAsync(cancellationToken));

    /// <summary>The share of the cores that was in use between two readings of <c>/proc/stat</c>.</summary>
    internal static double Busy(string before, string after)
    {
        // cpu user nice system idle iowait irq softirq steal …
        double[] spent = [.. Ticks(after).Zip(Ticks(before), (now, then) => now - then)];
        var all = spent.Sum();
        return all == 0 ? 0 : 1 - ((spent[3] + spent[4]) / all);

        static IEnumerable<double> Ticks(string stat) => stat.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(ticks => double.Parse(ticks, CultureInfo.InvariantCulture));
    }

    private static async Task<double> BusyAsync(CancellationToken cancellationToken)
    {
        var before = await File.ReadAllTextAsync("/proc/stat", cancellationToken);
        await Task.Delay(Look, cancellationToken);
        return Math.Round(Busy(before, await File.ReadAllTextAsync("/proc/stat", cancellationToken)), 2);
    }

    private static async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        var commit = await FirstLineAsync("git", ["rev-parse", "--short", "HEAD"], cancellationToken);
        var changes = await FirstLineAsync("git", ["status", "--porcelain", "--untracked-files=no"], cancellationToken);
        return changes is Unknown ? commit : commit + "+";
    }

    // The program itself would start Erlang to say it.
    private static string RabbitMqVersion() =>
        Directory.Exists("/usr/lib/rabbitmq/lib")
            ? string.Join(", ", Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Select(Path.GetFileName))
            : Unknown;

    private static string FieldOf(string file, string name, char separator) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } found
            ? found.Split(separator, 2)[1].Trim(' ', '"')
            : Unknown;

    /// <summary>The first line that a program prints; unknown if there is none.</summary>
    internal static async Task<string> FirstLineAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return text.Split('\n')[0] is { Length: > 0 } line ? line : Unknown;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Unknown;
        }
    }
}
