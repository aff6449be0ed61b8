using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

// Experimental in Aspire 13.6; there is no other way to give the orchestrator a certificate.
#pragma warning disable ASPIRECERTIFICATES001

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// The certificate of the orchestrator's own API on loopback. Without one, the orchestrator generates an RSA key at every start, which
/// takes 1 to 10 s of CPU time. It is made once for each user and replaces the development certificate, which no resource here serves.
/// </summary>
internal sealed class OrchestratorCertificate : IDeveloperCertificateService, IDisposable
{
    // What tells development certificates from others; the orchestrator is given no other.
    // https://github.com/dotnet/aspnetcore/blob/main/src/Shared/CertificateGeneration/CertificateManager.cs
    private const string DevelopmentCertificate = "1.3.6.1.4.1.311.84.1.1";
    private const byte Version = 6;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);
    private static readonly TimeSpan Remaining = TimeSpan.FromDays(30);

    private readonly X509Certificate2 _certificate;

    /// <summary>Reads the user's certificate, or makes one if there is none that is valid for another month.</summary>
    /// <param name="file">The file with the certificate and its key, readable by the user alone.</param>
    /// <param name="time">Decides about validity.</param>
    public OrchestratorCertificate(string file, TimeProvider time)
    {
        var now = time.GetUtcNow();
        _certificate = Read(file) is { } stored && stored.NotAfter.ToUniversalTime() > now + Remaining ? stored : Store(Create(now), file);
    }

    /// <summary>The file of the user who runs the AppHost.</summary>
    public static string DefaultFile => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire", "roadmap-agent", "orchestrator.pfx");

    /// <inheritdoc/>
    public ImmutableList<X509Certificate2> Certificates => [_certificate];

    /// <inheritdoc/>
    public bool SupportsContainerTrust => false;

    /// <inheritdoc/>
    public bool TrustCertificate => false;

    /// <inheritdoc/>
    public bool UseForHttps => false;

    /// <inheritdoc/>
    public bool LatestCertificateIsUntrusted => false;

    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2? Read(string file)
    {
        try
        {
            return File.Exists(file)
                ? X509CertificateLoader.LoadPkcs12FromFile(file, password: null, X509KeyStorageFlags.Exportable)
                : null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static X509Certificate2 Store(X509Certificate2 certificate, string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var part = $"{file}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(part, options))
            {
                stream.Write(certificate.Export(X509ContentType.Pkcs12));
            }

            // Another AppHost that starts at the same moment reads a whole file or none.
            File.Move(part, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A user without a writable home directory gets a new one at every start.
        }

        return certificate;
    }

    private static X509Certificate2 Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509Extension(DevelopmentCertificate, [Version], critical: false));
        return request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Validity);
    }
}
