using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running;

/// <summary>One address for all replicas of an endpoint. Connections go to them in turn; before any replica listens, they wait.</summary>
internal sealed class ReplicaProxy : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private readonly List<TcpListener> _listeners = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _lock = new();
    private int[] _targets = [];
    private int _turn;

    /// <param name="port">Null for any free one.</param>
    /// <param name="what">For whom, in errors.</param>
    /// <exception cref="DistributedApplicationException">The port is taken.</exception>
    public ReplicaProxy(int? port, string what)
    {
        Port = port ?? Ports.Free();
        try
        {
            Listen(IPAddress.Loopback);
        }
        catch (SocketException exception)
        {
            throw new DistributedApplicationException($"Port {Port} for {what} is not free: {exception.Message}.", exception);
        }
        try
        {
            Listen(IPAddress.IPv6Loopback);
        }
        catch (SocketException)
        {
            // A machine without IPv6.
        }
    }

    public int Port { get; }

    public void Add(int target)
    {
        lock (_lock) _targets = [.. _targets.Where(known => known != target), target];
    }

    public void Remove(int target)
    {
        lock (_lock) _targets = [.. _targets.Where(known => known != target)];
    }

    public void Dispose()
    {
        _closed.Cancel();
        foreach (var listener in _listeners) listener.Dispose();
    }

    private void Listen(IPAddress address)
    {
        var listener = new TcpListener(address, Port);
        listener.Start();
        _listeners.Add(listener);
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                _ = ForwardAsync(await listener.AcceptSocketAsync(_closed.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That client is gone already.
            }
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var _ = client;
        try
        {
            client.NoDelay = true;
            using var target = await ConnectAsync(client);
            if (target is null) return;

            await Task.WhenAll(CopyAsync(client, target), CopyAsync(target, client));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side is gone; so is the other.
        }
    }

    private async Task<Socket?> ConnectAsync(Socket client)
    {
        while (!_closed.IsCancellationRequested && !(client.Poll(0, SelectMode.SelectRead) && client.Available == 0))
        {
            foreach (var port in InTurn())
            {
                var target = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await target.ConnectAsync(IPAddress.Loopback, port, _closed.Token);
                    return target;
                }
                catch (SocketException)
                {
                    target.Dispose();
                }
            }
            await Task.Delay(Retry, _closed.Token);
        }
        return null;
    }

    private int[] InTurn()
    {
        lock (_lock)
        {
            if (_targets.Length == 0) return [];
            var first = _turn++ % _targets.Length;
            return [.. _targets[first..], .. _targets[..first]];
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _closed.Token)) > 0)
            {
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _closed.Token);
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            from.Dispose();
            to.Dispose();
            throw;
        }
    }
}
