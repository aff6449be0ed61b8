using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was designed.</summary>
/// <param name="Plan">The plan.</param>
public sealed record CurriculumDesigned(Framework Plan) : WorkflowEvent;
