namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Whether the connection to the console is encrypted.</summary>
public enum AdminConsoleTls
{
    /// <summary>It is not.</summary>
    Disable,

    /// <summary>It is if PgBouncer offers it. The certificate is not checked, so that only listeners are kept out.</summary>
    Prefer,

    /// <summary>It is, or there is none. The certificate is not checked, so that only listeners are kept out.</summary>
    Require,

    /// <summary>It is, and the certificate is the host's and signed by an authority that is trusted.</summary>
    VerifyFull,
}
