namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>Encryption on one side of PgBouncer. Paths are those PgBouncer sees, so inside its container where it runs in one.</summary>
/// <param name="Mode">How much encryption is asked for.</param>
public sealed record PgBouncerTls(PgBouncerTlsMode Mode)
{
    /// <summary>Certificates of trusted authorities. Needed for <see cref="PgBouncerTlsMode.VerifyCa"/> and stricter.</summary>
    public string? CaFile { get; init; }

    /// <summary>PgBouncer's certificate. Needed towards clients unless encryption is disabled; optional towards the server.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key.</summary>
    public string? KeyFile { get; init; }
}
