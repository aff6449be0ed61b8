namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>A user who may log in to PgBouncer.</summary>
/// <param name="Name">The name, up to 63 bytes; for a database user, also the name of the role on the server.</param>
/// <param name="Password">The password itself, up to 1,023 bytes; PgBouncer also uses it to log in to the server.</param>
/// <param name="Access">The access to the admin console. Default: none.</param>
/// <param name="Verifier">
/// The SCRAM verifier that the server stores for the role, with the same salt, if known. PgBouncer then stores the verifier instead of the
/// password, and takes the keys for the server from the client's login. Without it, PgBouncer before 1.25 derives the keys from the
/// password for every login, which blocks it for 13 ms each time. Default: null, not known.
/// </param>
public sealed record PgBouncerUser(
    string Name, string Password, PgBouncerConsoleAccess Access = PgBouncerConsoleAccess.None, string? Verifier = null)
{
    /// <summary>The name, never the password.</summary>
    public override string ToString() => Name;
}
