using System.CommandLine;
using RoadmapAgent.Benchmarks.Drill;

var root = new RootCommand("Measures RoadmapAgent on this machine.") { DrillCommand.Create() };
// An interrupted drill still has a fleet to stop.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
