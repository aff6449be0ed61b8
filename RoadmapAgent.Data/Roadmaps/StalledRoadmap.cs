namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap in progress that has not changed for a long time.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="GeneratesContent">Whether the content of its concepts is being written.</param>
public sealed record StalledRoadmap(Guid Id, bool GeneratesContent);
