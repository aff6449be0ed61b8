using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>Finds numbers out of range and replaces them with valid ones, so that the rest can still be checked.</summary>
internal static class FleetValidation
{
    public static (FleetDescription Fleet, IReadOnlyList<BudgetViolation> Violations) Examine(FleetDescription fleet)
    {
        var violations = new List<BudgetViolation>();
        violations.AddRange(fleet.Services
            .GroupBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
            .Where(name => name.Count() > 1)
            .Select(name => Violation(
                $"Fleet:Services:{name.Key}", name.Key, $"Fleet:Services:{name.Key} must be described once (was {name.Count()} times).")));
        var sensible = fleet with
        {
            Surge = Rate(violations, "Fleet:Surge", fleet.Surge),
            Services = [.. fleet.Services.Select(service => Service(violations, service, fleet.Topology, SettingKeys.OfFleet(service)))],
            Postgres = Postgres(violations, fleet.Postgres),
            Operations = Operations(violations, fleet.Operations),
            Pooler = fleet.Topology == FleetTopology.Pooled ? Pooler(violations, fleet.Pooler) : fleet.Pooler,
        };
        return (sensible, violations);
    }

    public static ServiceDescription Service(
        List<BudgetViolation> violations, ServiceDescription service, FleetTopology topology, string key)
    {
        if (string.IsNullOrWhiteSpace(service.Name))
        {
            violations.Add(Violation(key, service.Name, $"{key} must have a name that is not blank."));
        }

        return service with
        {
            Replicas = Number(violations, $"{key}:{nameof(service.Replicas)}", service.Replicas, 0),
            MaxPoolSize = Number(violations, $"{key}:{nameof(service.MaxPoolSize)}", service.MaxPoolSize, 1),
            Gate = Number(violations, $"{key}:{nameof(service.Gate)}", service.Gate, 0),
            ConnectionsPerUnitOfWork = Number(
                violations, $"{key}:{nameof(service.ConnectionsPerUnitOfWork)}", service.ConnectionsPerUnitOfWork, 1),
            UngatedConnections = Number(violations, $"{key}:{nameof(service.UngatedConnections)}", service.UngatedConnections, 0),
            Share = topology == FleetTopology.Pooled
                ? Number(violations, $"{key}:{nameof(service.Share)}", service.Share, 1)
                : service.Share,
            Reserve = topology == FleetTopology.Pooled
                ? Number(violations, $"{key}:{nameof(service.Reserve)}", service.Reserve, 0)
                : service.Reserve,
            Weight = Number(violations, $"{key}:{nameof(service.Weight)}", service.Weight, 1),
        };
    }

    private static PostgresDescription Postgres(List<BudgetViolation> violations, PostgresDescription postgres) => postgres with
    {
        MaxConnections = Number(violations, SettingKeys.MaxConnections, postgres.MaxConnections, 1),
        SuperuserReserved = Number(violations, SettingKeys.SuperuserReserved, postgres.SuperuserReserved, 0),
        Reserved = Number(violations, SettingKeys.Reserved, postgres.Reserved, 0),
        OperationsReserve = Number(violations, SettingKeys.OperationsReserve, postgres.OperationsReserve, 0),
    };

    private static PoolerDescription Pooler(List<BudgetViolation> violations, PoolerDescription pooler) => pooler with
    {
        MaxClientConnections = Number(violations, SettingKeys.MaxClientConnections, pooler.MaxClientConnections, 1),
        SharedPoolSize = pooler.SharedPoolSize is { } size ? Number(violations, SettingKeys.PoolSize, size, 1) : null,
        AdminConnections = Number(violations, SettingKeys.AdminConnections, pooler.AdminConnections, 0),
        OpenFileLimit = pooler.OpenFileLimit is { } files ? Number(violations, SettingKeys.OpenFileLimit, files, 1) : null,
    };

    private static OperationsDescription Operations(List<BudgetViolation> violations, OperationsDescription operations) => operations with
    {
        Migrations = Number(violations, SettingKeys.Migrations, operations.Migrations, 0),
        Monitor = Number(violations, SettingKeys.Monitor, operations.Monitor, 0),
        HealthChecks = Number(violations, SettingKeys.HealthChecks, operations.HealthChecks, 0),
    };

    private static int Number(List<BudgetViolation> violations, string key, int value, int least)
    {
        if (value >= least)
        {
            return value;
        }

        violations.Add(TooSmall(key, value.ToString(CultureInfo.InvariantCulture), least));
        return least;
    }

    private static double Rate(List<BudgetViolation> violations, string key, double value)
    {
        if (double.IsFinite(value) && value >= 0)
        {
            return value;
        }

        violations.Add(TooSmall(key, value.ToString(CultureInfo.InvariantCulture), 0));
        return 0;
    }

    private static BudgetViolation TooSmall(string key, string value, int least)
    {
        var bound = least.ToString(CultureInfo.InvariantCulture);
        return Violation(key, value, $"{key} must be {bound} or more (was {value}).") with
        {
            Remedies = [new(key, value, RemedyDirection.AtLeast, bound)],
        };
    }

    private static BudgetViolation Violation(string key, string value, string explanation) =>
        new(BudgetInequality.Setting, key, key, value, explanation, []);
}
