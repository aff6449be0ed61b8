namespace RoadmapAgent.Data.Operations;

/// <summary>A problem found by comparing the declared with the measured fleet.</summary>
/// <param name="Level">Its severity.</param>
/// <param name="About">A service, <c>server</c>, <c>pooler</c>, <c>broker</c>, <c>outbox</c> or <c>monitor</c>.</param>
/// <param name="Kind">What kind of problem it is; the anchor of its section in the runbook, such as <c>pooler-paused</c>.</param>
/// <param name="Message">A description with the numbers.</param>
public sealed record Finding(FindingLevel Level, string About, string Kind, string Message);
