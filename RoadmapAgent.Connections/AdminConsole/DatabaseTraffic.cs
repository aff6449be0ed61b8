namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>The traffic of a database since the pooler started (<c>SHOW STATS</c>).</summary>
/// <param name="Database">The database, as clients name it.</param>
/// <param name="Transactions">The number of transactions.</param>
/// <param name="Queries">The number of queries.</param>
/// <param name="BytesReceived">Bytes received from clients.</param>
/// <param name="BytesSent">Bytes sent to clients.</param>
/// <param name="TransactionTime">Time that server connections spent in transactions.</param>
/// <param name="QueryTime">Time that server connections spent executing queries.</param>
/// <param name="WaitTime">Time that clients spent waiting for a server connection.</param>
public sealed record DatabaseTraffic(
    string Database,
    long Transactions,
    long Queries,
    long BytesReceived,
    long BytesSent,
    TimeSpan TransactionTime,
    TimeSpan QueryTime,
    TimeSpan WaitTime);
