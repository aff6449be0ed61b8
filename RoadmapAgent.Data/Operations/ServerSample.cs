namespace RoadmapAgent.Data.Operations;

/// <summary>PostgreSQL as measured.</summary>
/// <param name="MaxConnections">Its <c>max_connections</c>.</param>
/// <param name="Reserved">Slots reserved for superusers and <c>pg_use_reserved_connections</c>.</param>
/// <param name="Backends">All client backends.</param>
/// <param name="Available">Connections available to all services, after the declared reserves.</param>
public sealed record ServerSample(int MaxConnections, int Reserved, int Backends, int Available);
