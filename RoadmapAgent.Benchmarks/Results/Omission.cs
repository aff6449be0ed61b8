namespace RoadmapAgent.Benchmarks.Results;

/// <summary>A measurement without figures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it has none.</param>
internal sealed record Omission(string Name, string Reason);
