namespace RoadmapAgent.Data.Operations;

/// <summary>Client backends that are alike.</summary>
public sealed record BackendGroup(string Role, string Application, string State, int Count);
