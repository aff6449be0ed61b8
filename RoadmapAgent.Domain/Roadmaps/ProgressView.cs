namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The number of concepts by the status of their content.</summary>
/// <param name="Total">All concepts.</param>
/// <param name="Completed">Concepts whose content is complete.</param>
/// <param name="Failed">Concepts with content that could not be written.</param>
public sealed record ProgressView(int Total, int Completed, int Failed);
