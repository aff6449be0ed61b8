using System.Globalization;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Checks our own pooler: whether it responds and lets clients through, its limits and its aliases.</summary>
internal static class PoolerFindings
{
    private const string About = "pooler";

    public static IEnumerable<Finding> Of(ConnectionSample sample, PoolerReadings? pooler, FleetDescription fleet, string rolePrefix)
    {
        if (pooler is null || sample.Pooler is not { } measured)
        {
            return [new(FindingLevel.Degraded, About, FindingKind.PoolerSilent, "PgBouncer's admin console does not respond.")];
        }

        return
        [
            .. Limits(measured, fleet.Pooler),
            .. fleet.Services.SelectMany(service => Alias(
                service, NameOf(service), fleet, pooler.Databases.FirstOrDefault(database => database.Name == NameOf(service)))),
            .. fleet.IsElastic ? Elastic(pooler, fleet) : [],
            .. pooler.Databases
                .Where(database => database.Host is not null && fleet.Services.All(service => NameOf(service) != database.Name))
                .Select(unknown => new Finding(
                    FindingLevel.Unhealthy,
                    About,
                    FindingKind.PoolerDiffers,
                    $"PgBouncer's alias '{unknown.Name}' with {unknown.PoolSize} server connections is not declared.")),
        ];

        string NameOf(ServiceDescription service) =>
            service.Name.StartsWith(rolePrefix, StringComparison.Ordinal) ? service.Name : rolePrefix + service.Name;
    }

    private static IEnumerable<Finding> Limits(PoolerSample measured, PoolerDescription declared)
    {
        if (measured.IsHoldingBack)
        {
            yield return new(
                FindingLevel.Unhealthy,
                About,
                FindingKind.PoolerPaused,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"PgBouncer lets nobody through: it is paused, or cannot reach PostgreSQL. "
                    + $"{FindingText.Count(measured.Waiting, "client")} {(measured.Waiting == 1 ? "is" : "are")} waiting, "
                    + $"the longest for {measured.LongestWaitSeconds:0.0} s."));
        }

        if (measured.MaxClients != declared.MaxClientConnections)
        {
            yield return new(
                measured.MaxClients < declared.MaxClientConnections ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                About,
                FindingKind.PoolerDiffers,
                $"PgBouncer's max_client_conn is {measured.MaxClients}, but {declared.MaxClientConnections} was declared.");
        }

        if (Severity.Of(measured.Clients, measured.MaxClients) is { } full)
        {
            yield return new(
                full, About, FindingKind.PoolerFull, $"PgBouncer uses {measured.Clients} of {measured.MaxClients} client connections.");
        }
    }

    private static IEnumerable<Finding> Elastic(PoolerReadings pooler, FleetDescription fleet)
    {
        var (allowed, declared) = (
            pooler.Databases.Where(database => database.Host is not null).Sum(database => database.MaxConnections),
            fleet.Services.Where(service => !service.Direct).Sum(service => (long)service.Share));
        if (allowed > declared)
        {
            yield return new(
                FindingLevel.Unhealthy,
                About,
                FindingKind.PoolerDiffers,
                $"PgBouncer's aliases allow {allowed} server connections together, but {declared} were declared.");
        }
    }

    private static IEnumerable<Finding> Alias(ServiceDescription service, string name, FleetDescription fleet, DatabaseStatus? alias)
    {
        if (alias is null)
        {
            yield return new(
                FindingLevel.Unhealthy, service.Name, FindingKind.PoolerDiffers, $"PgBouncer has no alias '{name}' for {service.Name}.");
            yield break;
        }

        var elastic = fleet.IsElastic ? ElasticShare.Of(fleet).FirstOrDefault(share => share.Service == service.Name) : null;
        if (elastic is not null)
        {
            if (alias.PoolSize < elastic.Minimum || alias.PoolSize > elastic.Maximum || alias.MaxConnections != alias.PoolSize)
            {
                yield return new(
                    FindingLevel.Unhealthy,
                    service.Name,
                    FindingKind.PoolerDiffers,
                    $"PgBouncer's alias for {service.Name} allows {alias.PoolSize} server connections and {alias.MaxConnections} in total; "
                    + $"{elastic.Minimum} to {elastic.Maximum} were declared.");
            }
        }
        else if (alias.PoolSize != service.Share
            || alias.Reserve != service.Reserve
            || alias.MaxConnections != service.Share + service.Reserve)
        {
            yield return new(
                FindingLevel.Unhealthy,
                service.Name,
                FindingKind.PoolerDiffers,
                $"PgBouncer's alias for {service.Name} allows {alias.PoolSize} server connections, "
                + $"{alias.Reserve} in reserve and {alias.MaxConnections} in total; "
                + $"{service.Share}, {service.Reserve} and {service.Share + service.Reserve} were declared.");
        }

        if (alias.IsPaused || alias.IsDisabled)
        {
            yield return new(
                FindingLevel.Unhealthy,
                service.Name,
                FindingKind.PoolerPaused,
                $"PgBouncer's alias for {service.Name} is {(alias.IsPaused ? "paused" : "disabled")}.");
        }
    }
}
