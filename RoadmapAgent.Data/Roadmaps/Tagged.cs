namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Something read, unless its reader knows it already.</summary>
/// <param name="Tag">What it is compared by: as long as it stays the same, so does what is read. Null if it may change at any time.</param>
/// <param name="Value">What was read; null if its tag was among the known ones.</param>
public sealed record Tagged<T>(string? Tag, T? Value) where T : class;
