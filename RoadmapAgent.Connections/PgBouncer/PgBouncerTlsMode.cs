namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>The TLS mode of one side of PgBouncer, with libpq's names.</summary>
public enum PgBouncerTlsMode
{
    /// <summary>No TLS.</summary>
    Disable,

    /// <summary>TLS if the peer requires it.</summary>
    Allow,

    /// <summary>TLS if the peer supports it.</summary>
    Prefer,

    /// <summary>Always TLS; certificates are not verified.</summary>
    Require,

    /// <summary>Always TLS; the peer's certificate must be signed by a trusted authority.</summary>
    VerifyCa,

    /// <summary>Always TLS; the peer's certificate must be trusted and match its host name.</summary>
    VerifyFull,
}
