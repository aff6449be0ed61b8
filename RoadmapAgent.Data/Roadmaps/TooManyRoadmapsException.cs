namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The owner has as many roadmaps in progress as one may have; nothing was written.</summary>
public sealed class TooManyRoadmapsException() : Exception("The owner has too many roadmaps in progress.");
