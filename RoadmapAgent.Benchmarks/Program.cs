using System.CommandLine;
using RoadmapAgent.Benchmarks.Bench;
using RoadmapAgent.Benchmarks.Drill;

var root = new RootCommand("Measures RoadmapAgent on this machine.") { DrillCommand.Create(), BenchCommand.Create() };
// An interrupted measurement still has a fleet to stop.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
