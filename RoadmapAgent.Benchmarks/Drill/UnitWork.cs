using Npgsql;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>What a unit of work does with its connection.</summary>
internal delegate Task UnitWork(NpgsqlConnection connection, CancellationToken cancellationToken);
