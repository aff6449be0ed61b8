namespace RoadmapAgent.Connections.Budget;

/// <summary>The configuration keys of the settings that describe a fleet.</summary>
internal static class SettingKeys
{
    public const string Topology = "Fleet:Topology";
    public const string Surge = "Fleet:Surge";
    public const string MaxConnections = "Fleet:Postgres:MaxConnections";
    public const string SuperuserReserved = "Fleet:Postgres:SuperuserReserved";
    public const string Reserved = "Fleet:Postgres:Reserved";
    public const string OperationsReserve = "Fleet:Postgres:OperationsReserve";
    public const string MaxClientConnections = "Fleet:Pooler:MaxClientConnections";
    public const string PoolSize = "Fleet:Pooler:PoolSize";
    public const string AdminConnections = "Fleet:Pooler:AdminConnections";
    public const string OpenFileLimit = "Fleet:Pooler:OpenFileLimit";
    public const string Migrations = "Fleet:Operations:Migrations";
    public const string Monitor = "Fleet:Operations:Monitor";
    public const string HealthChecks = "Fleet:Operations:HealthChecks";

    public static string OfFleet(ServiceDescription service) => $"Fleet:Services:{service.Name}";
}
