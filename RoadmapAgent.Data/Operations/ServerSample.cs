namespace RoadmapAgent.Data.Operations;

/// <summary>PostgreSQL as measured.</summary>
/// <param name="MaxConnections">Its <c>max_connections</c>.</param>
/// <param name="Reserved">Slots that ordinary roles do not get.</param>
/// <param name="Backends">Client backends, all of them.</param>
/// <param name="Available">What the services may have together, by the declared reserves.</param>
public sealed record ServerSample(int MaxConnections, int Reserved, int Backends, int Available);
