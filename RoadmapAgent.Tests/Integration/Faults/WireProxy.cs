using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>A proxy between the services and the pooler that speaks PostgreSQL's protocol and injects the faults of a plan.</summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, byte> _sessions = new();
    private readonly ConcurrentDictionary<WireFault, int> _injected = new();
    private readonly Task _accepting;

    public WireProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The pooler; known when the first service starts.</summary>
    public IPEndPoint? Target { get; set; }

    /// <summary>The faults to inject.</summary>
    public FaultPlan Plan { get; set; } = new(0);

    /// <summary>The number of injected faults by kind.</summary>
    public IReadOnlyDictionary<WireFault, int> Injected => _injected;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_sessions.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    /// <summary>Counts a fault that was injected.</summary>
    public void Count(WireFault fault) => _injected.AddOrUpdate(fault, 1, (_, count) => count + 1);

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            var session = ServeAsync(client);
            _sessions.TryAdd(session, 0);
            _ = session.ContinueWith(done => _sessions.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(Target!, _ending.Token);
                await new WireSession(client, server, this).RunAsync(_ending.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the ends is gone; disposing ends the other one.
            }
        }
    }
}
