using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RoadmapAgent.Benchmarks.Pure;

/// <summary><c>bench pure</c>: measures what needs no server, with BenchmarkDotNet.</summary>
internal static class PureCommand
{
    public static Command Create()
    {
        var pure = new Command("pure", "Measures the parts that need no server, with BenchmarkDotNet.");
        pure.SetAction(_ => Run());
        return pure;
    }

    private static int Run()
    {
        // In this process: a generated project would not find the repository's package versions.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath("artifacts/bench/pure");
        var summary = BenchmarkRunner.Run<PureBenchmarks>(config);
        return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
    }
}
