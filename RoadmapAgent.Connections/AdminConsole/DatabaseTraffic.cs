namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>What went through a database of the pooler since it started (<c>SHOW STATS</c>).</summary>
/// <param name="Database">The database, as clients name it.</param>
/// <param name="Transactions">Transactions.</param>
/// <param name="Queries">Queries.</param>
/// <param name="BytesReceived">Bytes from clients.</param>
/// <param name="BytesSent">Bytes to clients.</param>
/// <param name="TransactionTime">Time that server connections were in transactions.</param>
/// <param name="QueryTime">Time that server connections were executing.</param>
/// <param name="WaitTime">Time that clients waited for a server connection.</param>
public sealed record DatabaseTraffic(
    string Database, long Transactions, long Queries, long BytesReceived, long BytesSent, TimeSpan TransactionTime, TimeSpan QueryTime, TimeSpan WaitTime);
