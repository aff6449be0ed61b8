using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The request was analyzed.</summary>
/// <param name="Intent">The author's reading of the request.</param>
public sealed record IntentAnalyzed(Intent Intent) : WorkflowEvent;
