using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json;
using Npgsql;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Decides whether an error is the work's own fault. The list of own faults is closed; everything that is not on it is an outage, because
/// drivers, poolers and managed services word their errors in ways that no list foresees.
/// </summary>
public static class ErrorClassifier
{
    /// <summary>
    /// Classifies an error by its whole chain of exceptions. An outage anywhere in the chain outweighs everything else: libraries wrap
    /// broken connections in exceptions of their own, such as Dapper's <see cref="System.Data.DataException"/>.
    /// </summary>
    /// <param name="exception">The error. Cancellation by the caller is not an error; callers handle it first.</param>
    /// <param name="schemaComplete">
    /// Whether the migrations of this version have completed (<see cref="SchemaReadiness"/>). Until then a missing table or privilege
    /// (SQLSTATE class 42) is an outage.
    /// </param>
    public static ErrorKind Classify(Exception exception, bool schemaComplete)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var kinds = Chain(exception).Select(link => Of(link, schemaComplete)).OfType<ErrorKind>().ToHashSet();
        return kinds.Count == 0 || kinds.Contains(ErrorKind.Outage) ? ErrorKind.Outage
            : kinds.Contains(ErrorKind.OwnFault) ? ErrorKind.OwnFault
            : ErrorKind.Defect;
    }

    /// <summary>Returns an exception and all exceptions it wraps.</summary>
    internal static IEnumerable<Exception> Chain(Exception exception)
    {
        IEnumerable<Exception> inner = exception is AggregateException aggregate ? aggregate.InnerExceptions
            : exception.InnerException is { } cause ? [cause]
            : [];
        return inner.SelectMany(Chain).Prepend(exception);
    }

    // Null: this exception decides nothing by itself, only what it wraps does.
    private static ErrorKind? Of(Exception exception, bool schemaComplete) => exception switch
    {
        PostgresException error => IsOwnFault(error, schemaComplete) ? ErrorKind.OwnFault : ErrorKind.Outage,
        NpgsqlException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException => ErrorKind.Outage,
        System.Net.Sockets.SocketException or DatabaseSaturatedException or DatabaseUnavailableException => ErrorKind.Outage,
        JsonException or SerializationException => ErrorKind.OwnFault,
        ArgumentException or InvalidOperationException or NotSupportedException => ErrorKind.Defect,
        NullReferenceException or InvalidCastException or FormatException or ArithmeticException => ErrorKind.Defect,
        IndexOutOfRangeException or KeyNotFoundException or UnreachableException => ErrorKind.Defect,
        _ => null,
    };

    // Only an ERROR can be about the statement; FATAL and PANIC end the session whatever it did. Classes:
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static bool IsOwnFault(PostgresException error, bool schemaComplete) =>
        error.InvariantSeverity is not ("FATAL" or "PANIC")
        && error.SqlState.AsSpan(0, Math.Min(2, error.SqlState.Length)) switch
        {
            "22" or "23" => true,
            "42" => schemaComplete,
            _ => false,
        };
}
