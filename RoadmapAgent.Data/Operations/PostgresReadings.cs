namespace RoadmapAgent.Data.Operations;

/// <summary>The values measured in PostgreSQL.</summary>
public sealed record PostgresReadings(
    int MaxConnections,
    int SuperuserReserved,
    int Reserved,
    IReadOnlyList<BackendGroup> Backends,
    IReadOnlyDictionary<string, ProcessCount> Processes,
    OutboxSample Outbox,
    ReviewSample Reviews);
