using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>
/// One connection through the proxy. Requests are forwarded as a whole, up to the Sync or Query that ends them:
/// https://www.postgresql.org/docs/current/protocol-flow.html
/// </summary>
internal sealed class WireSession(TcpClient client, TcpClient server, WireProxy proxy)
{
    private const int StartupHeader = 4;
    private const int SslRequest = 80877103;
    private const int SlowChunk = 16;

    // Query, Sync, a password, Terminate and Flush, and the data, end and failure of a COPY: what is answered, or must not wait.
    private const string EndsRequest = "QSpXHdcf";

    private readonly NetworkStream _client = client.GetStream();
    private readonly NetworkStream _server = server.GetStream();
    private volatile byte _transaction = (byte)'I';
    private volatile WireFault _response;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await StartAsync(cancellationToken))
        {
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pumps = new[] { RequestsAsync(ending.Token), ResponsesAsync(ending.Token) };
        await Task.WhenAny(pumps);
        await ending.CancelAsync();
        client.Close();
        server.Close();
        await Task.WhenAll(pumps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Forwards the start of the session; false if it was refused.</summary>
    private async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var header = new byte[StartupHeader];
            await _client.ReadExactlyAsync(header, cancellationToken);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header) - StartupHeader];
            await _client.ReadExactlyAsync(body, cancellationToken);
            if (BinaryPrimitives.ReadInt32BigEndian(body) == SslRequest)
            {
                await _client.WriteAsync("N"u8.ToArray(), cancellationToken);
                continue;
            }

            if (proxy.Plan.Next() is WireFault.Fatal or WireFault.Error)
            {
                await RefuseAsync(fatal: true, cancellationToken);
                return false;
            }

            await _server.WriteAsync((byte[])[.. header, .. body], cancellationToken);
            return true;
        }
    }

    private async Task RequestsAsync(CancellationToken cancellationToken)
    {
        using var request = new MemoryStream();
        while (true)
        {
            var message = await ReadAsync(_client, cancellationToken);
            request.Write(message);
            if (!EndsRequest.Contains((char)message[0]))
            {
                continue;
            }

            var fault = message[0] is (byte)'Q' or (byte)'S' or (byte)'c' ? proxy.Plan.Next() : WireFault.None;
            if (fault == WireFault.Fatal)
            {
                await RefuseAsync(fatal: true, cancellationToken);
                return;
            }

            // A server never refuses BEGIN, COMMIT or ROLLBACK, which are sent as Query, and then goes on as if nothing had happened.
            if (fault == WireFault.Error && message[0] == (byte)'S')
            {
                await RefuseAsync(fatal: false, cancellationToken);
                request.SetLength(0);
                continue;
            }

            if (fault == WireFault.Lost)
            {
                proxy.Count(fault);
                Reset();
                return;
            }

            _response = fault;
            await _server.WriteAsync(request.ToArray(), cancellationToken);
            request.SetLength(0);
        }
    }

    private async Task ResponsesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await ReadAsync(_server, cancellationToken);
            if (message[0] == (byte)'Z')
            {
                _transaction = message[^1];
            }

            var fault = _response;
            _response = WireFault.None;
            switch (fault)
            {
                case WireFault.Reset:
                    proxy.Count(fault);
                    await _client.WriteAsync(message.AsMemory(0, message.Length / 2), cancellationToken);
                    Reset();
                    return;
                case WireFault.Silence:
                    proxy.Count(fault);
                    await Task.Delay(proxy.Plan.Silence(), cancellationToken);
                    await _client.WriteAsync(message, cancellationToken);
                    break;
                case WireFault.Slowness:
                    proxy.Count(fault);
                    foreach (var chunk in message.Chunk(SlowChunk).Take(200))
                    {
                        await _client.WriteAsync(chunk, cancellationToken);
                        await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
                    }

                    await _client.WriteAsync(message.AsMemory(Math.Min(message.Length, 200 * SlowChunk)), cancellationToken);
                    break;
                default:
                    await _client.WriteAsync(message, cancellationToken);
                    break;
            }
        }
    }

    private async Task RefuseAsync(bool fatal, CancellationToken cancellationToken)
    {
        proxy.Count(fatal ? WireFault.Fatal : WireFault.Error);
        var (sqlState, text) = proxy.Plan.Error(fatal);
        var severity = fatal ? "FATAL" : "ERROR";
        byte[] error = Message('E', Encoding.UTF8.GetBytes($"S{severity}\0V{severity}\0C{sqlState}\0M{text}\0\0"));
        var after = fatal ? [] : Message('Z', [_transaction == (byte)'I' ? (byte)'I' : (byte)'E']);
        await _client.WriteAsync((byte[])[.. error, .. after], cancellationToken);
    }

    private void Reset()
    {
        // No lingering: the client receives a RST instead of a FIN.
        client.LingerState = new(enable: true, seconds: 0);
        client.Close();
        server.Close();
    }

    private static byte[] Message(char type, byte[] body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message, 5);
        return message;
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var header = new byte[5];
        await stream.ReadExactlyAsync(header, cancellationToken);
        var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        header.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(5), cancellationToken);
        return message;
    }
}
