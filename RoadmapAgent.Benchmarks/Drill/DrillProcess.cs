using System.Diagnostics;
using System.Text.Json;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// One of the 21 processes. It is this program again: it says when it is ready, begins when it is told to, and answers with what became of
/// its units of work.
/// </summary>
internal sealed class DrillProcess : IDisposable
{
    public const string Verb = "drill-process";
    private const string Ready = "ready";
    private const string ConnectionVariable = "DRILL_CONNECTION";

    private readonly Process _process;

    private DrillProcess(Process process) => _process = process;

    /// <summary>What the process itself does.</summary>
    public static async Task<int> RunAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable(ConnectionVariable) ?? throw new InvalidOperationException($"{ConnectionVariable} is missing.");
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();
        Console.WriteLine(JsonSerializer.Serialize(await Burst.RunAsync(connectionString, DrillOffer.UnitsPerProcess, CancellationToken.None)));
        return 0;
    }

    public static async Task<DrillProcess> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DrillProcess).Assembly.Location, Verb]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[ConnectionVariable] = connectionString;
        var process = new DrillProcess(Process.Start(start)!);
        return await process._process.StandardOutput.ReadLineAsync(cancellationToken) == Ready
            ? process
            : throw new InvalidOperationException("A process of the drill did not start.");
    }

    public async Task<UnitOutcome[]> GoAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("go");
        var answer = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("A process of the drill ended without an answer.");
        return JsonSerializer.Deserialize<UnitOutcome[]>(answer)!;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
