namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>The TLS settings of one side of PgBouncer. Paths are as PgBouncer sees them, inside the container if it runs in one.</summary>
/// <param name="Mode">The TLS mode.</param>
public sealed record PgBouncerTls(PgBouncerTlsMode Mode)
{
    /// <summary>The certificates of trusted authorities. Required for <see cref="PgBouncerTlsMode.VerifyCa"/> and stricter.</summary>
    public string? CaFile { get; init; }

    /// <summary>PgBouncer's certificate. Required on the client side unless TLS is disabled; optional on the server side.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key.</summary>
    public string? KeyFile { get; init; }
}
