using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was edited.</summary>
/// <param name="Plan">The edited plan.</param>
public sealed record RoadmapEdited(Framework Plan) : WorkflowEvent;
