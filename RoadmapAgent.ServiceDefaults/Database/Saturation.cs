using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>Where the database ran out.</summary>
public enum SaturationCause
{
    /// <summary>Too many units of work in this process wait for the gate.</summary>
    GateTimeout,

    /// <summary>This process's pool is exhausted.</summary>
    PoolExhausted,

    /// <summary>The pooler had no server connection within its <c>query_wait_timeout</c>.</summary>
    PoolerWaitTimeout,

    /// <summary>The pooler has <c>max_client_conn</c> clients.</summary>
    PoolerFull,

    /// <summary>The pooler cannot log in to the server and backs off.</summary>
    PoolerBackingOff,

    /// <summary>PostgreSQL has no free slot (53300).</summary>
    ServerFull,
}

/// <summary>The database has no capacity left for this unit of work now. Trying again later helps; trying harder does not.</summary>
/// <param name="cause">Where it ran out.</param>
/// <param name="inner">The driver's error, if it came from there.</param>
public sealed class DatabaseSaturatedException(SaturationCause cause, Exception? inner = null)
    : Exception($"The database is saturated ({cause.ToTag()}).", inner)
{
    /// <summary>Where it ran out.</summary>
    public SaturationCause Cause { get; } = cause;

    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(2);
}

/// <summary>Tells saturation from other errors of the driver.</summary>
public static class Saturation
{
    private const string TooManyConnections = PostgresErrorCodes.TooManyConnections;
    private const string ProtocolViolation = PostgresErrorCodes.ProtocolViolation;

    /// <summary>The cause, or null when <paramref name="exception"/> is another error.</summary>
    /// <remarks>
    /// PgBouncer reports its own refusals as FATAL 08P01 and tells them apart only in the text (src/objects.c, client.c, janitor.c); up to
    /// 1.23 it also passes the server's refusal on under that code.
    /// </remarks>
    public static SaturationCause? Classify(Exception exception) => exception switch
    {
        DatabaseSaturatedException saturated => saturated.Cause,
        PostgresException { SqlState: TooManyConnections } => SaturationCause.ServerFull,
        PostgresException { SqlState: ProtocolViolation } e => OfPooler(e.MessageText),
        NpgsqlException { InnerException: TimeoutException } e when e.Message.StartsWith("The connection pool has been exhausted", StringComparison.Ordinal) => SaturationCause.PoolExhausted,
        _ => null,
    };

    /// <summary>The cause's name in metrics and problems: snake case.</summary>
    public static string ToTag(this SaturationCause cause) => cause switch
    {
        SaturationCause.GateTimeout => "gate_timeout",
        SaturationCause.PoolExhausted => "pool_exhausted",
        SaturationCause.PoolerWaitTimeout => "pooler_wait_timeout",
        SaturationCause.PoolerFull => "pooler_full",
        SaturationCause.PoolerBackingOff => "pooler_backing_off",
        _ => "server_full",
    };

    private static SaturationCause? OfPooler(string text) =>
        text.Contains("query_wait_timeout", StringComparison.Ordinal) ? SaturationCause.PoolerWaitTimeout
        : text.Contains("no more connections allowed", StringComparison.Ordinal) ? SaturationCause.PoolerFull
        : text.Contains("server_login_retry", StringComparison.Ordinal) || text.Contains("server login has been failing", StringComparison.Ordinal) ? SaturationCause.PoolerBackingOff
        : text.Contains("too many clients", StringComparison.Ordinal) || text.Contains("remaining connection slots", StringComparison.Ordinal) || text.Contains("too many connections", StringComparison.Ordinal) ? SaturationCause.ServerFull
        : null;
}
