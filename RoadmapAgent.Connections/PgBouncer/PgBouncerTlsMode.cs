namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>How much encryption one side of PgBouncer asks for; the names are libpq's.</summary>
public enum PgBouncerTlsMode
{
    /// <summary>None.</summary>
    Disable,

    /// <summary>If the other side insists.</summary>
    Allow,

    /// <summary>If the other side can.</summary>
    Prefer,

    /// <summary>Always; certificates are not checked.</summary>
    Require,

    /// <summary>Always; the other side's certificate comes from a trusted authority.</summary>
    VerifyCa,

    /// <summary>Always; the certificate is trusted and carries the other side's name.</summary>
    VerifyFull,
}
