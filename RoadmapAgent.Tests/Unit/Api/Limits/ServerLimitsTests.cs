using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Api.Limits;

namespace RoadmapAgent.Tests.Unit.Api.Limits;

public sealed class ServerLimitsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_that_are_too_large_or_too_many_are_refused()
    {
        await using var api = new LimitedApi("Development");

        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge,
            (await api.AskAsync("/api/account", headers: ("X-Large", new string('x', 17_000)))).Status);
        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge,
            (await api.AskAsync("/api/account", headers: [.. Enumerable.Range(0, 65).Select(n => ($"X-{n}", "x"))])).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.AskAsync("/api/account", headers: ("X-Large", new string('x', 12_000)))).Status);
    }

    [Fact]
    public async Task A_connection_beyond_the_limit_is_closed_at_once()
    {
        const int Limit = 10;
        await using var api = new LimitedApi("Development", ("Limits:Connections", $"{Limit}"));
        var clients = new List<TcpClient>();
        try
        {
            while (clients.Count < Limit)
            {
                clients.Add(new());
                Assert.NotEqual(0, await AskAsync(clients[^1], api.Address));
            }

            using var one = new TcpClient();
            Assert.Equal(0, await AskAsync(one, api.Address));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_cancelled_and_answered()
    {
        await using var app = await StartAsync(
            async context => await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted),
            timeout: TimeSpan.FromMilliseconds(50));
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri(app.Urls.Single()), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        Assert.Contains(
            "The request took too long.", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_streams_last_as_long_as_they_like()
    {
        await using var server = new ApiServer("Development");
        using var client = server.CreateClient();

        var streams = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequestKind>() == RequestKind.EventStream)
            .ToList();

        Assert.Equal(2, streams.Count);
        Assert.All(streams, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>()));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task HTTP_2_is_spoken_where_there_is_TLS(bool tls, int version)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var app = await StartAsync(
            context => context.Response.WriteAsync(context.Request.Protocol, Cancellation), tls ? certificate : null);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
            },
        })
        {
            DefaultRequestVersion = HttpVersion.Version20,
        };

        using var response = await client.GetAsync(new Uri(app.Urls.Single()), Cancellation);

        Assert.Equal(version, response.Version.Major);
    }

    /// <summary>Asks on a new connection; returns the number of bytes that come back, 0 if it is closed instead.</summary>
    private static async Task<int> AskAsync(TcpClient client, Uri address)
    {
        try
        {
            await client.ConnectAsync(address.Host, address.Port, Cancellation);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /alive HTTP/1.1\r\nHost: localhost\r\n\r\n"), Cancellation);
            return await client.GetStream().ReadAsync(new byte[1], Cancellation);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<WebApplication> StartAsync(
        RequestDelegate handle, X509Certificate2? certificate = null, TimeSpan? timeout = null)
    {
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.AddServerLimits(connections: 100, timeout);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        app.UseRequestTimeouts();
        app.MapGet("/", handle);
        await app.StartAsync(Cancellation);
        return app;
    }
}
