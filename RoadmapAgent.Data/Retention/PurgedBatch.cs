namespace RoadmapAgent.Data.Retention;

/// <summary>What one statement has deleted.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="LastRoadmap">The last of their roadmaps, from which the next statement continues; null if there were none.</param>
public sealed record PurgedBatch(int Rows, Guid? LastRoadmap);
