using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Checks PostgreSQL: its limits, how full it is, and whose its connections are.</summary>
internal static class ServerFindings
{
    private const string About = "server";

    public static IEnumerable<Finding> Of(
        ConnectionSample sample, PostgresReadings postgres, FleetDescription fleet, BackendAttribution attribution)
    {
        foreach (var (setting, declared, measured) in new[]
        {
            ("max_connections", fleet.Postgres.MaxConnections, postgres.MaxConnections),
            ("superuser_reserved_connections", fleet.Postgres.SuperuserReserved, postgres.SuperuserReserved),
            ("reserved_connections", fleet.Postgres.Reserved, postgres.Reserved),
        })
        {
            if (declared != measured)
            {
                var worse = setting == "max_connections" ? measured < declared : measured > declared;
                yield return new(
                    worse ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                    About,
                    FindingKind.LimitsDiffer,
                    $"PostgreSQL's {setting} is {measured}, but {declared} was declared.");
            }
        }

        var (server, limit) = (sample.Server, sample.Server.MaxConnections - sample.Server.Reserved);
        if (Severity.Of(server.Backends, limit) is { } level)
        {
            yield return new(
                level,
                About,
                FindingKind.ServerFull,
                $"PostgreSQL uses {server.Backends} of {limit} connections: {Largest(postgres, attribution)}.");
        }

        foreach (var foreign in sample.Foreign)
        {
            yield return new(
                FindingLevel.Degraded,
                About,
                FindingKind.ForeignConnections,
                $"{FindingText.Count(foreign.Count, "PostgreSQL connection")} {(foreign.Count == 1 ? "is" : "are")} "
                + $"not covered by the budget (role '{foreign.Role}', application '{foreign.Application}').");
        }

        var shared = sample.Unattributed?.Sum(group => group.Count) ?? 0;
        if (fleet.Pooler.PoolSize is { } size && shared > size)
        {
            yield return new(
                FindingLevel.Degraded,
                About,
                FindingKind.ForeignConnections,
                $"{FindingText.Count(shared, "PostgreSQL connection")} of the services' role cannot be attributed, "
                + $"but the pooler's pool has only {size}: {shared - size} or more bypass it.");
        }
    }

    private static string Largest(PostgresReadings postgres, BackendAttribution attribution) => string.Join(", ", postgres.Backends
        .GroupBy(group => attribution.ServiceOf(group) ?? group.Role)
        .Select(group => (Who: group.Key, Count: group.Sum(g => g.Count)))
        .OrderByDescending(group => group.Count)
        .Take(3)
        .Select(group => $"{group.Who} {group.Count}"));
}
