using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.AdminConsole;

/// <summary>The local PostgreSQL behind a local PgBouncer with SCRAM and TLS, started for one test class.</summary>
public sealed class PoolerProcess : IAsyncLifetime
{
    private const string Alias = "roadmap_api";
    private const string Password = "c0nsole-p4ss";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ServerDirectory _directory = new();
    private readonly List<Process> _servers = [];
    private readonly int _port = LocalPort.Free();

    /// <summary>Whether the programs are installed.</summary>
    public static bool IsInstalled { get; } = Array.TrueForAll(["initdb", "postgres", "pgbouncer"], program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, program))));

    /// <summary>The authority that signed the pooler's certificate.</summary>
    public string RootCertificate => Path.Combine(_directory.Path, "ca.pem");

    /// <summary>Connects to the database through the pooler.</summary>
    public string Database =>
        $"Host=127.0.0.1;Port={_port};Username={Alias};Password={Password};Database={Alias};"
        + "SSL Mode=Require;GSS Encryption Mode=Disable;No Reset On Close=true;Pooling=false";

    /// <summary>Options for the console, as a stats user or an admin.</summary>
    public AdminConsoleOptions Console(string user = "admin") => new()
    {
        Host = "127.0.0.1",
        Port = _port,
        User = user,
        Password = Password,
        Tls = AdminConsoleTls.VerifyFull,
        RootCertificate = RootCertificate,
    };

    public async ValueTask InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        var data = Path.Combine(_directory.Path, "data");
        var database = LocalPort.Free();
        WriteCertificates();
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "-R", "postgres", _directory.Path);
        }

        await RunAsync(Unprivileged("initdb", "-D", data, "-U", Alias, "-A", "trust", "--no-sync", "--no-instructions"));
        Start(Unprivileged("postgres", "-D", data, "-p", $"{database}", "-k", "", "-c", "fsync=off"));
        await AnswersAsync(
            "PostgreSQL", $"Host=127.0.0.1;Port={database};Username={Alias};Database=postgres;GSS Encryption Mode=Disable;Pooling=false");
        await WritePoolerAsync(database);
        Start(Unprivileged("pgbouncer", "-q", Path.Combine(_directory.Path, "pgbouncer.ini")));
        await AnswersAsync("PgBouncer", Database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(_servers))
        {
            // On SIGINT both stop immediately: PostgreSQL disconnects its clients, PgBouncer does not wait for them.
            await RunAsync("kill", "-INT", $"{server.Id}");
            await server.WaitForExitAsync();
            server.Dispose();
        }

        await _directory.DisposeAsync();
    }

    private async Task WritePoolerAsync(int database)
    {
        var files = PgBouncerFiles.Create(new()
        {
            ListenAddress = "127.0.0.1",
            ListenPort = _port,
            UserListPath = Path.Combine(_directory.Path, "userlist.txt"),
            AccessRulesPath = Path.Combine(_directory.Path, "pgbouncer_hba.conf"),
            Databases = [new(Alias, "127.0.0.1", database, "postgres", PoolSize: 3, Reserve: 1)],
            Users =
            [
                new(Alias, Password),
                new("stats", Password, PgBouncerConsoleAccess.Stats),
                new("admin", Password, PgBouncerConsoleAccess.Admin),
            ],
            Options = new()
            {
                MaxClientConnections = 50,
                ClientTls = new(PgBouncerTlsMode.Allow)
                {
                    CertificateFile = Path.Combine(_directory.Path, "server.pem"),
                    KeyFile = Path.Combine(_directory.Path, "server.key"),
                },
            },
        });
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "pgbouncer.ini"), files.Ini);
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "userlist.txt"), files.UserList);
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "pgbouncer_hba.conf"), files.AccessRules);
    }

    private void WriteCertificates()
    {
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest("CN=RoadmapAgent tests", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var root = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        using var key = RSA.Create(2048);
        var server = new CertificateRequest("CN=pooler", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddHours(1), [1]);
        File.WriteAllText(RootCertificate, root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_directory.Path, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_directory.Path, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static Task AnswersAsync(string server, string connectionString) =>
        Eventually.TrueAsync(Patience, () => $"{server} does not answer", async () =>
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    });

    private void Start(string[] command) =>
        _servers.Add(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!);

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command[0]}: {error}");
    }

    // PostgreSQL and PgBouncer refuse to run as root.
    private static string[] Unprivileged(params string[] command) =>
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", .. command] : command;
}
