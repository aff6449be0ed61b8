using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.Connections.PgBouncer;
using RoadmapAgent.Connections.Scram;
using RoadmapAgent.Hosting.LocalServers.Postgres;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>
/// Simulates a managed database: a PostgreSQL with <c>max_connections=60</c> and a PgBouncer with TLS, one role and one alias, on port
/// 6543. The fleet receives only two connection strings.
/// </summary>
internal sealed class HostedServers : IAsyncDisposable
{
    public const int MaxConnections = 60;
    public const int PoolSize = 15;
    public const int MaxClientConnections = 200;
    private const int Port = 6543;
    private const string Owner = "app";

    private readonly ServerDirectory _directory = new();
    private readonly string _password = FleetFixture.SecretOf("owner");
    private DistributedApplication? _application;

    /// <summary>The connection through the pooler, as a provider shows it.</summary>
    public string Pooled => $"{Login}@127.0.0.1:{Port}/{Owner}?sslmode=require&channel_binding=prefer";

    /// <summary>The direct connection, as a provider shows it.</summary>
    public string DirectUri { get; private set; } = "";

    /// <summary>The direct connection in Npgsql's keywords.</summary>
    public string Direct { get; private set; } = "";

    private string Login => $"postgresql://{Owner}:{Uri.EscapeDataString(_password)}";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(RoadmapAgent.AppHost.Configuration.FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
            EnableResourceLogging = true,
            Args =
            [
                "--hostBuilder:reloadConfigOnChange=false",
                $"--Parameters:administrator={RandomNumberGenerator.GetHexString(24)}",
                $"--Parameters:owner={_password}",
            ],
        });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        LeaveAnInterruptedStart("postgres");
        var owner = builder.AddParameter("owner", secret: true);
        var server = builder.AddPostgres("hosted", password: builder.AddParameter("administrator", secret: true))
            .WithArgs("-c", $"max_connections={MaxConnections}")
            .RunAsProcess(Path.Combine(_directory.Path, "postgres"));
        var database = server.AddDatabase("hosted-direct", Owner);
        builder.CreateResourceBuilder(builder.Resources.OfType<PostgresProcessResource>().Single())
            .OnResourceReady((_, _, ct) => CreateOwnerAsync(database.Resource, ct));
        var pooler = builder.AddPgBouncer("hosted-pooler", server, new()
        {
            MaxClientConnections = MaxClientConnections,
            ClientTls = WriteCertificate(),
        }).WithEndpoint("tcp", endpoint => endpoint.Port = Port).WaitFor(server).RunAsProcess(Path.Combine(_directory.Path, "pooler"));
        pooler.AddDatabase("hosted-pooled", Owner, new(Owner, owner.Resource), PoolSize, alias: Owner);

        _application = builder.Build();
        await _application.StartAsync(cancellationToken);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync(
            "hosted-pooler", WaitBehavior.StopOnResourceUnavailable, cancellationToken);
        var direct = new NpgsqlConnectionStringBuilder(
            await database.Resource.ConnectionStringExpression.GetValueAsync(cancellationToken))
        { Username = Owner, Password = _password };
        (Direct, DirectUri) = (direct.ConnectionString, $"{Login}@{direct.Host}:{direct.Port}/{Owner}?sslmode=prefer");
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        await _directory.DisposeAsync();
    }

    /// <summary>Simulates the remains of a first start that was killed while creating the cluster.</summary>
    private void LeaveAnInterruptedStart(string cluster)
    {
        var incomplete = Directory.CreateDirectory(Path.Combine(_directory.Path, $"{cluster}.new"));
        File.WriteAllText(Path.Combine(incomplete.FullName, "PG_VERSION"), "15");
    }

    /// <summary>Creates a role that owns the database and has no other privileges.</summary>
    private async Task CreateOwnerAsync(PostgresDatabaseResource database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(await database.ConnectionStringExpression.GetValueAsync(cancellationToken));
        await connection.OpenAsync(cancellationToken);
        await using var create = new NpgsqlCommand(
            $"CREATE ROLE {Owner} LOGIN PASSWORD '{ScramVerifier.Create(_password)}'; ALTER DATABASE {Owner} OWNER TO {Owner}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private PgBouncerTls WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(_directory.Path, "server.crt"), Path.Combine(_directory.Path, "server.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return new(PgBouncerTlsMode.Require) { CertificateFile = certificateFile, KeyFile = keyFile };
    }
}
