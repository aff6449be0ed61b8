using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Names the limit that an outage is due to. Whether an error is an outage is up to <see cref="ErrorClassifier"/>.</summary>
public static class Saturation
{
    private const string TooManyConnections = PostgresErrorCodes.TooManyConnections;
    private const string ProtocolViolation = PostgresErrorCodes.ProtocolViolation;
    private const string InternalError = PostgresErrorCodes.InternalError;

    /// <summary>Returns the cause of saturation, or null for any other exception. Looks at the whole chain of exceptions.</summary>
    /// <remarks>
    /// PgBouncer reports its own refusals as FATAL 08P01 and distinguishes them only by text (src/objects.c, client.c, janitor.c); up to
    /// 1.23 it also forwards the server's refusals with that code. Supavisor reports its own as FATAL XX000 with a name in parentheses.
    /// </remarks>
    public static SaturationCause? Classify(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return ErrorClassifier.Chain(exception).Select(Of).FirstOrDefault(cause => cause is not null);
    }

    /// <summary>Returns the cause's name in metrics and problems, in snake case.</summary>
    public static string ToTag(this SaturationCause cause) => cause switch
    {
        SaturationCause.GateTimeout => "gate_timeout",
        SaturationCause.GateFull => "gate_full",
        SaturationCause.CircuitOpen => "circuit_open",
        SaturationCause.PoolExhausted => "pool_exhausted",
        SaturationCause.PoolerWaitTimeout => "pooler_wait_timeout",
        SaturationCause.PoolerFull => "pooler_full",
        SaturationCause.PoolerBackingOff => "pooler_backing_off",
        _ => "server_full",
    };

    private static SaturationCause? Of(Exception exception) => exception switch
    {
        DatabaseSaturatedException saturated => saturated.Cause,
        PostgresException { SqlState: TooManyConnections } => SaturationCause.ServerFull,
        PostgresException { SqlState: ProtocolViolation or InternalError } e => OfPooler(e.MessageText),
        NpgsqlException { InnerException: TimeoutException } e when e.Message.StartsWith(
            "The connection pool has been exhausted", StringComparison.Ordinal) =>
            SaturationCause.PoolExhausted,
        _ => null,
    };

    private static SaturationCause? OfPooler(string text) =>
        text.Contains("query_wait_timeout", StringComparison.Ordinal)
            || text.Contains("(ECHECKOUTTIMEOUT)", StringComparison.Ordinal) ? SaturationCause.PoolerWaitTimeout
        : text.Contains("no more connections allowed", StringComparison.Ordinal)
            || text.Contains("(EMAXCLIENTCONN)", StringComparison.Ordinal) ? SaturationCause.PoolerFull
        : text.Contains("server_login_retry", StringComparison.Ordinal)
            || text.Contains("server login has been failing", StringComparison.Ordinal) ? SaturationCause.PoolerBackingOff
        : text.Contains("too many clients", StringComparison.Ordinal)
            || text.Contains("remaining connection slots", StringComparison.Ordinal)
            || text.Contains("too many connections", StringComparison.Ordinal) ? SaturationCause.ServerFull
        : null;
}
