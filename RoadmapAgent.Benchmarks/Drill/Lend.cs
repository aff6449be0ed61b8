using Npgsql;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>Lends a connection for some work.</summary>
internal delegate Task Lend(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken);
