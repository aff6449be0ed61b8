using RoadmapAgent.Benchmarks.Drill;

return args switch
{
    ["drill", .. var rest] => await DrillVerb.RunAsync(rest),
    [DrillProcess.Verb] => await DrillProcess.RunAsync(),
    _ => DrillVerb.Usage(),
};
