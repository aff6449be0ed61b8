namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>
/// The admin console refused a command, could not be reached, or did not speak its protocol. The message never contains a password.
/// </summary>
/// <param name="message">The error message.</param>
/// <param name="sqlState">The SQLSTATE that PgBouncer reported, such as <c>08P01</c>; null if PgBouncer did not report the error.</param>
/// <param name="inner">The exception that caused this one, if any.</param>
public sealed class AdminConsoleException(string message, string? sqlState = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The SQLSTATE that PgBouncer reported, such as <c>08P01</c>; null if PgBouncer did not report the error.</summary>
    public string? SqlState { get; } = sqlState;
}
