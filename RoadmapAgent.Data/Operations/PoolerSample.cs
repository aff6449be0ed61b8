namespace RoadmapAgent.Data.Operations;

/// <summary>PgBouncer as measured.</summary>
/// <param name="MaxClients">Its <c>max_client_conn</c>.</param>
/// <param name="Clients">Connected clients.</param>
/// <param name="Waiting">Clients waiting for a server connection.</param>
/// <param name="LongestWaitSeconds">The longest time one of them has been waiting.</param>
/// <param name="IsHoldingBack">Whether it lets no client through: it is paused, or cannot reach PostgreSQL.</param>
public sealed record PoolerSample(
    int MaxClients, long Clients, long Waiting, double LongestWaitSeconds, bool IsHoldingBack = false);
