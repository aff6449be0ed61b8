using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>A numeric setting of a fleet that can be changed to fix a violated inequality.</summary>
/// <param name="Key">The setting's key.</param>
/// <param name="Value">The current number, multiplied by <see cref="Scale"/>.</param>
/// <param name="Extreme">The furthest value it may be changed to.</param>
/// <param name="Change">Returns the fleet with another number.</param>
internal sealed record FleetSetting(string Key, long Value, long Extreme, Func<long, FleetDescription> Change)
{
    private const long Most = int.MaxValue;

    /// <summary>The scope. Settings of one service come first, then those of every service, then shared limits.</summary>
    public SettingScope Scope { get; private init; } = SettingScope.Limit;

    public int Scale { get; private init; } = 1;

    /// <summary>The current number as configured, if <see cref="Value"/> is rounded.</summary>
    public string? Now { get; private init; }

    public bool Lowers => Extreme < Value;

    public string Text(long value) => ((decimal)value / Scale).ToString(CultureInfo.InvariantCulture);

    /// <summary>Finds the settings that can be changed to fix a requirement.</summary>
    public static IEnumerable<FleetSetting> For(Requirement broken, FleetDescription fleet, Func<ServiceDescription, string> key) =>
        broken.Inequality switch
        {
            BudgetInequality.Server when fleet.SharesOnePool =>
                [SharedPool(fleet), .. DirectPools(fleet, key), MaxConnections(fleet), .. Reserves(fleet)],
            BudgetInequality.OpenFiles when fleet.SharesOnePool => [SharedPool(fleet), MaxClients(fleet, 1), OpenFileLimit(fleet)],
            BudgetInequality.Server when fleet.Topology == FleetTopology.Pooled =>
                [.. Shares(fleet, key), .. DirectPools(fleet, key), MaxConnections(fleet), .. Reserves(fleet)],
            BudgetInequality.Server => [.. Pools(fleet, key), Surge(fleet), MaxConnections(fleet), .. Reserves(fleet)],
            BudgetInequality.Clients => [.. Pools(fleet, key), Surge(fleet), MaxClients(fleet, Most), AdminConnections(fleet)],
            BudgetInequality.OpenFiles => [.. Shares(fleet, key), MaxClients(fleet, 1), OpenFileLimit(fleet)],
            BudgetInequality.Process => Process(fleet, broken.Service, key),
            BudgetInequality.Operations => [.. Operations(fleet), Reserve(fleet, Most)],
            BudgetInequality.Reserves => [MaxConnections(fleet), .. Reserves(fleet)],
            _ => [],
        };

    private static IEnumerable<FleetSetting> Shares(FleetDescription fleet, Func<ServiceDescription, string> key) =>
    [
        .. fleet.Services.SelectMany((service, i) => new[]
        {
            Size(fleet, i, $"{key(service)}:Share", service.Share, 1, (s, value) => s with { Share = value }),
            Size(fleet, i, $"{key(service)}:Reserve", service.Reserve, 0, (s, value) => s with { Reserve = value }),
        }),
        .. Every(fleet, "Share", s => s.Share, (s, value) => s with { Share = value }),
    ];

    private static IEnumerable<FleetSetting> DirectPools(FleetDescription fleet, Func<ServiceDescription, string> key) =>
        fleet.Services.Any(service => service.Direct) ? Pools(fleet, key) : [];

    private static IEnumerable<FleetSetting> Pools(FleetDescription fleet, Func<ServiceDescription, string> key) =>
    [
        .. fleet.Services.SelectMany((service, i) => new[]
        {
            Size(fleet, i, $"{key(service)}:MaxPoolSize", service.MaxPoolSize, 1, (s, value) => s with { MaxPoolSize = value }),
            Size(fleet, i, $"{key(service)}:Replicas", service.Replicas, 1, (s, value) => s with { Replicas = value }),
        }),
        .. Every(fleet, "MaxPoolSize", s => s.MaxPoolSize, (s, value) => s with { MaxPoolSize = value }),
    ];

    private static IEnumerable<FleetSetting> Process(FleetDescription fleet, int i, Func<ServiceDescription, string> key)
    {
        var service = fleet.Services[i];
        var prefix = key(service);
        yield return Size(fleet, i, $"{prefix}:MaxPoolSize", service.MaxPoolSize, Most, (s, value) => s with { MaxPoolSize = value });
        yield return Size(fleet, i, $"{prefix}:Gate", service.Gate, 1, (s, value) => s with { Gate = value });
        yield return Size(fleet, i, $"{prefix}:UngatedConnections", service.UngatedConnections, 0,
            (s, value) => s with { UngatedConnections = value });
        yield return Size(fleet, i, $"{prefix}:ConnectionsPerUnitOfWork", service.ConnectionsPerUnitOfWork, 1,
            (s, value) => s with { ConnectionsPerUnitOfWork = value });
    }

    private static IEnumerable<FleetSetting> Reserves(FleetDescription fleet) =>
    [
        Reserve(fleet, 0),
        new(SettingKeys.SuperuserReserved, fleet.Postgres.SuperuserReserved, 0,
            value => fleet with { Postgres = fleet.Postgres with { SuperuserReserved = (int)value } }),
        new(SettingKeys.Reserved, fleet.Postgres.Reserved, 0,
            value => fleet with { Postgres = fleet.Postgres with { Reserved = (int)value } }),
    ];

    private static IEnumerable<FleetSetting> Operations(FleetDescription fleet) =>
    [
        new(SettingKeys.Migrations, fleet.Operations.Migrations, 0,
            value => fleet with { Operations = fleet.Operations with { Migrations = (int)value } }),
        new(SettingKeys.Monitor, fleet.Operations.Monitor, 0,
            value => fleet with { Operations = fleet.Operations with { Monitor = (int)value } }),
        new(SettingKeys.HealthChecks, fleet.Operations.HealthChecks, 0,
            value => fleet with { Operations = fleet.Operations with { HealthChecks = (int)value } }),
    ];

    private static FleetSetting Reserve(FleetDescription fleet, long extreme) =>
        new(SettingKeys.OperationsReserve, fleet.Postgres.OperationsReserve, extreme,
            value => fleet with { Postgres = fleet.Postgres with { OperationsReserve = (int)value } });

    private static FleetSetting MaxConnections(FleetDescription fleet) =>
        new(SettingKeys.MaxConnections, fleet.Postgres.MaxConnections, Most,
            value => fleet with { Postgres = fleet.Postgres with { MaxConnections = (int)value } });

    private static FleetSetting MaxClients(FleetDescription fleet, long extreme) =>
        new(SettingKeys.MaxClientConnections, fleet.Pooler.MaxClientConnections, extreme,
            value => fleet with { Pooler = fleet.Pooler with { MaxClientConnections = (int)value } });

    private static FleetSetting SharedPool(FleetDescription fleet) =>
        new(SettingKeys.PoolSize, fleet.Pooler.PoolSize ?? Most, 1,
            value => fleet with { Pooler = fleet.Pooler with { PoolSize = (int)value } });

    private static FleetSetting AdminConnections(FleetDescription fleet) =>
        new(SettingKeys.AdminConnections, fleet.Pooler.AdminConnections, 0,
            value => fleet with { Pooler = fleet.Pooler with { AdminConnections = (int)value } });

    private static FleetSetting OpenFileLimit(FleetDescription fleet) =>
        new(SettingKeys.OpenFileLimit, fleet.Pooler.OpenFileLimit ?? Most, Most,
            value => fleet with { Pooler = fleet.Pooler with { OpenFileLimit = (int)value } });

    // Hundredths are precise enough for a configured surge.
    private static FleetSetting Surge(FleetDescription fleet) =>
        new(SettingKeys.Surge, (long)Math.Min(Math.Ceiling(fleet.Surge * 100), Most), 0, value => fleet with { Surge = value / 100.0 })
        {
            Scale = 100,
            Now = fleet.Surge.ToString(CultureInfo.InvariantCulture),
        };

    private static FleetSetting Size(
        FleetDescription fleet, int i, string key, long value, long extreme, Func<ServiceDescription, int, ServiceDescription> change)
    {
        return new(key, value, extreme, Resize) { Scope = SettingScope.Service };

        FleetDescription Resize(long size) => fleet with
        {
            Services = [.. fleet.Services.Select((service, j) => j == i ? change(service, (int)size) : service)],
        };
    }

    private static IEnumerable<FleetSetting> Every(
        FleetDescription fleet, string name, Func<ServiceDescription, int> size, Func<ServiceDescription, int, ServiceDescription> change)
    {
        return fleet.Services.Count < 2
            ? []
            : [new($"Fleet:Services:*:{name}", fleet.Services.Max(size), 1, Cap) { Scope = SettingScope.EveryService }];

        FleetDescription Cap(long most) => fleet with
        {
            Services = [.. fleet.Services.Select(service => change(service, (int)Math.Min(size(service), most)))],
        };
    }
}
