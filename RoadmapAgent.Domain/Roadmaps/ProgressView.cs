namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>Concepts by the state of their content.</summary>
/// <param name="Total">All concepts.</param>
/// <param name="Completed">Those with all their content.</param>
/// <param name="Failed">Those of which some could not be written.</param>
public sealed record ProgressView(int Total, int Completed, int Failed);
