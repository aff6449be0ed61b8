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

/// <summary>Somebody who may log in to PgBouncer.</summary>
/// <param name="Name">The name; for the user of a database also the role's name on the server, up to 63 bytes.</param>
/// <param name="Password">
/// The password itself, up to 1,023 bytes. PgBouncer needs it to log in to the server as the same user; a SCRAM verifier would only do if it
/// were the very one that the server stores, which nobody can know whose verifiers carry a random salt.
/// </param>
/// <param name="Access">What the user may do on the admin console.</param>
public sealed record PgBouncerUser(string Name, string Password, PgBouncerConsoleAccess Access = PgBouncerConsoleAccess.None)
{
    /// <summary>The name; never the password.</summary>
    public override string ToString() => Name;
}
