using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.AppHost.Fleet;

#pragma warning disable ASPIRECERTIFICATES001

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class OrchestratorCertificateTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("certificate");

    private string FilePath => Path.Combine(_directory.FullName, "user", "orchestrator.pfx");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void It_is_made_once_and_kept()
    {
        var first = Thumbprint();

        Assert.Equal(first, Thumbprint());
    }

    [Fact]
    public void Only_the_user_can_read_the_key()
    {
        Thumbprint();

        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(FilePath) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void It_is_replaced_a_month_before_it_expires()
    {
        var first = Thumbprint();

        _time.Advance(TimeSpan.FromDays(334));
        Assert.Equal(first, Thumbprint());
        _time.Advance(TimeSpan.FromDays(2));

        Assert.NotEqual(first, Thumbprint());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, "no certificate");

        Assert.Equal(Thumbprint(), Thumbprint());
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_no_obstacle()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "user"), "a file in place of the directory");

        Assert.NotEqual(Thumbprint(), Thumbprint());
    }

    [Fact]
    public void No_resource_serves_it()
    {
        using var certificate = new OrchestratorCertificate(FilePath, _time);

        Assert.Equal((false, false, false), (certificate.UseForHttps, certificate.TrustCertificate, certificate.SupportsContainerTrust));
        Assert.True(Assert.Single(certificate.Certificates).HasPrivateKey);
    }

    private string Thumbprint()
    {
        using var certificate = new OrchestratorCertificate(FilePath, _time);
        return Assert.Single(certificate.Certificates).Thumbprint;
    }
}
