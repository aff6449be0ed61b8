namespace RoadmapAgent.Data.Operations;

/// <summary>Client backends with the same role, application and state.</summary>
public sealed record BackendGroup(string Role, string Application, string State, int Count);
