namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>The admin console refused a command, could not be reached, or did not speak its protocol. The message never has a password in it.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="sqlState">What PgBouncer reported (such as <c>08P01</c>), or null if it is not PgBouncer that reports.</param>
/// <param name="inner">What caused it, if another exception did.</param>
public sealed class AdminConsoleException(string message, string? sqlState = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What PgBouncer reported (such as <c>08P01</c>), or null if it is not PgBouncer that reports.</summary>
    public string? SqlState { get; } = sqlState;
}
