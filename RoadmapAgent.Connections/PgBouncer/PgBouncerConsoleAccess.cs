namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>What a user may do on PgBouncer's admin console.</summary>
public enum PgBouncerConsoleAccess
{
    /// <summary>Nothing: the user of a database.</summary>
    None,

    /// <summary>Look (<c>SHOW</c>).</summary>
    Stats,

    /// <summary>Everything, such as <c>PAUSE</c> and <c>SHUTDOWN</c>.</summary>
    Admin,
}
