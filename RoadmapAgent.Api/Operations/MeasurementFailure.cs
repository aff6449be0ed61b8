using System.Net.Sockets;
using Npgsql;

namespace RoadmapAgent.Api.Operations;

/// <summary>Describes why a measurement failed, in words of ours: a driver's text may quote a connection string.</summary>
internal static class MeasurementFailure
{
    /// <summary>Describes a failure in one clause, such as <c>PostgreSQL does not respond</c>.</summary>
    public static string Describe(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException postgres:
                    return $"PostgreSQL refuses the monitor's direct connection or query (SQLSTATE {postgres.SqlState})";
                case SocketException socket:
                    return $"PostgreSQL cannot be reached over the direct connection ({socket.SocketErrorCode})";
                case TimeoutException or OperationCanceledException:
                    return "PostgreSQL does not respond on the direct connection";
            }
        }

        return exception is NpgsqlException
            ? "the direct connection to PostgreSQL was lost"
            : $"an unexpected {exception.GetType().Name}; the API's log has the details";
    }
}
