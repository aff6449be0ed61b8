namespace RoadmapAgent.Data.Operations;

/// <summary>PgBouncer as measured.</summary>
/// <param name="MaxClients">Its <c>max_client_conn</c>.</param>
/// <param name="Clients">Clients connected.</param>
/// <param name="Waiting">Clients that wait for a server connection.</param>
/// <param name="LongestWaitSeconds">How long the longest of them has waited.</param>
public sealed record PoolerSample(int MaxClients, long Clients, long Waiting, double LongestWaitSeconds);
