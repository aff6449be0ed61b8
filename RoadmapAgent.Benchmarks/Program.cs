using RoadmapAgent.Benchmarks.Drill;

return args switch
{
    ["drill", .. var rest] => await DrillVerb.RunAsync(rest),
    _ => DrillVerb.Usage(),
};
