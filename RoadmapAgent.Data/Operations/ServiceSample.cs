namespace RoadmapAgent.Data.Operations;

/// <summary>A service, declared next to measured.</summary>
/// <param name="Service">The service.</param>
/// <param name="DeclaredProcesses">Replicas declared.</param>
/// <param name="Processes">Processes that said in the last half minute that they are there.</param>
/// <param name="Share">Backends that it may have.</param>
/// <param name="Backends">Backends that it has.</param>
/// <param name="Active">Those that work at this moment.</param>
/// <param name="IdleInTransaction">Those that are in a transaction without working.</param>
/// <param name="MaxClients">Connections that its processes may open.</param>
/// <param name="Clients">Connections that they have open at the pooler; null without one.</param>
/// <param name="Waiting">Those that wait for a server connection.</param>
/// <param name="LongestWaitSeconds">How long the longest of them has waited.</param>
/// <param name="Transactions">Transactions that the pooler has passed on since it started; null without one.</param>
/// <param name="WaitedSeconds">How long clients have waited for a server connection since then, all together.</param>
public sealed record ServiceSample(
    string Service,
    int DeclaredProcesses,
    int Processes,
    long Share,
    int Backends,
    int Active,
    int IdleInTransaction,
    long MaxClients,
    long? Clients,
    long? Waiting,
    double? LongestWaitSeconds,
    long? Transactions,
    double? WaitedSeconds);
