namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>A user's access to PgBouncer's admin console.</summary>
public enum PgBouncerConsoleAccess
{
    /// <summary>No access: a database user.</summary>
    None,

    /// <summary>Read access (<c>SHOW</c>).</summary>
    Stats,

    /// <summary>Full access, including <c>PAUSE</c> and <c>SHUTDOWN</c>.</summary>
    Admin,
}
