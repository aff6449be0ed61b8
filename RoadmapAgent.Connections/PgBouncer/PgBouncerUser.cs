namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>Somebody who may log in to PgBouncer.</summary>
/// <param name="Name">The name; for the user of a database also the role's name on the server, up to 63 bytes.</param>
/// <param name="Password">The password itself, up to 1,023 bytes: with it PgBouncer logs in to the server as the same user.</param>
/// <param name="Access">What the user may do on the admin console.</param>
/// <param name="Verifier">
/// The SCRAM verifier that the server stores for the role, salt and all, if it is known: PgBouncer then keeps it in place of the password and
/// takes what it needs for the server from the client's login. Before 1.25 it otherwise derives the keys of a password anew for every login,
/// one after the other, in 13 ms each. Null, the default, where the server's salt is not known.
/// </param>
public sealed record PgBouncerUser(string Name, string Password, PgBouncerConsoleAccess Access = PgBouncerConsoleAccess.None, string? Verifier = null)
{
    /// <summary>The name; never the password.</summary>
    public override string ToString() => Name;
}
