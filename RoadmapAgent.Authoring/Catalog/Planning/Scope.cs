namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>What a plan covers, and how.</summary>
/// <param name="Selection">The skills.</param>
/// <param name="Pace">The workload: lighter than the hours per week allow if time is short.</param>
/// <param name="Fit">How it fits the time limit; null without one.</param>
internal sealed record Scope(Selection Selection, Pace Pace, TimeFit? Fit);
