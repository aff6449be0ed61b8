using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace AspireStandIn.Tests.Running;

public class ProxyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_go_to_the_replicas_in_turn()
    {
        using var proxy = new ReplicaProxy(port: null, "a test");
        using var first = new Greeter("first");
        using var second = new Greeter("second");
        proxy.Add(first.Port);
        proxy.Add(second.Port);

        string[] heard = [await HearAsync(proxy.Port), await HearAsync(proxy.Port), await HearAsync(proxy.Port), await HearAsync(proxy.Port)];
        Assert.Equal(2, heard.Count(greeting => greeting == "first"));
        Assert.Equal(2, heard.Count(greeting => greeting == "second"));
    }

    [Fact]
    public async Task A_connection_waits_until_a_replica_listens()
    {
        using var proxy = new ReplicaProxy(port: null, "a test");
        var hearing = HearAsync(proxy.Port);
        Assert.False(hearing.IsCompleted);
        using var late = new Greeter("late");
        proxy.Add(late.Port);

        Assert.Equal("late", await hearing);
    }

    [Fact]
    public async Task A_replica_that_is_gone_is_passed_over()
    {
        using var proxy = new ReplicaProxy(port: null, "a test");
        using var there = new Greeter("there");
        proxy.Add(Ports.Free());
        proxy.Add(there.Port);

        Assert.Equal("there", await HearAsync(proxy.Port));
        Assert.Equal("there", await HearAsync(proxy.Port));
    }

    [Fact]
    public void A_taken_port_is_named()
    {
        using var proxy = new ReplicaProxy(port: null, "a test");

        var refusal = Assert.Throws<DistributedApplicationException>(() => new ReplicaProxy(proxy.Port, "endpoint 'http' of resource 'api'"));
        Assert.Contains($"Port {proxy.Port} for endpoint 'http' of resource 'api'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_program_learns_its_own_port_and_its_callers_that_of_the_proxy()
    {
        IResourceBuilder<ExecutableResource>? server = null, client = null;
        await using var running = await RunningApplication.StartAsync(builder =>
        {
            server = builder.AddShell("server", $"echo listening on $PORT; {Programs.Patient}").WithHttpEndpoint(env: "PORT");
            client = builder.AddShell("client", $"echo calling $SERVER; {Programs.Patient}").WithEnvironment("SERVER", server.GetEndpoint("http"));
        });

        var address = server!.GetEndpoint("http").Url;
        await running.LineAsync(client!.Resource, $"calling {address}");
        var own = (await running.LineAsync(server!.Resource, "listening on ")).Split(' ')[2];
        Assert.NotEqual(new Uri(address).Port, int.Parse(own, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<string> HearAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>Says one word to whoever connects.</summary>
    private sealed class Greeter : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Greeter(string word)
        {
            _listener.Start();
            _ = GreetAsync(word);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task GreetAsync(string word)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    using var writer = new StreamWriter(client.GetStream());
                    await writer.WriteAsync(word);
                }
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
            {
                // The test is over.
            }
        }
    }
}
