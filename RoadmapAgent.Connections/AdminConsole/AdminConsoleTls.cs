namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Whether the connection to the console is encrypted.</summary>
public enum AdminConsoleTls
{
    /// <summary>Never.</summary>
    Disable,

    /// <summary>If PgBouncer offers it. The certificate is not verified, so this protects only against passive eavesdropping.</summary>
    Prefer,

    /// <summary>Always. The certificate is not verified, so this protects only against passive eavesdropping.</summary>
    Require,

    /// <summary>Always, with a certificate that matches the host name and is signed by a trusted authority.</summary>
    VerifyFull,
}
