namespace RoadmapAgent.Data.Operations;

/// <summary>A service, declared and measured.</summary>
/// <param name="Service">The service.</param>
/// <param name="DeclaredProcesses">Declared replicas.</param>
/// <param name="Processes">Processes with a recent heartbeat.</param>
/// <param name="Share">Backends it may have; at present, if its share is elastic.</param>
/// <param name="Backends">Backends it has; null if they cannot be attributed to services.</param>
/// <param name="Active">Active backends; null likewise.</param>
/// <param name="IdleInTransaction">Backends that are idle in a transaction; null likewise.</param>
/// <param name="MaxClients">Connections its processes may open.</param>
/// <param name="Clients">Connections they have open at the pooler; null without one.</param>
/// <param name="Waiting">Clients waiting for a server connection.</param>
/// <param name="LongestWaitSeconds">The longest time one of them has been waiting.</param>
/// <param name="Transactions">Transactions forwarded since the pooler started; null without one.</param>
/// <param name="WaitedSeconds">Total time clients have waited for a server connection since then.</param>
/// <param name="LostProcesses">Processes whose heartbeat has stopped although they did not say that they were ending.</param>
/// <param name="MinimumShare">What its share can shrink to; null if it is fixed.</param>
/// <param name="MaximumShare">What its share can grow to; null if it is fixed.</param>
public sealed record ServiceSample(
    string Service,
    int DeclaredProcesses,
    int Processes,
    long Share,
    int? Backends,
    int? Active,
    int? IdleInTransaction,
    long MaxClients,
    long? Clients,
    long? Waiting,
    double? LongestWaitSeconds,
    long? Transactions,
    double? WaitedSeconds,
    int LostProcesses = 0,
    int? MinimumShare = null,
    int? MaximumShare = null);
