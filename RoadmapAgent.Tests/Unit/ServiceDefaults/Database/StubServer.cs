using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

/// <summary>A minimal PostgreSQL server that accepts or refuses logins, so that the real driver's exceptions are tested.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly (string SqlState, string Text)? _refusal;
    private readonly int _refused;
    private readonly Task _serving;
    private int _accepted;

    /// <param name="refusal">The error for refused clients; null to accept all clients.</param>
    /// <param name="refused">The number of clients to refuse before accepting the rest.</param>
    public StubServer((string SqlState, string Text)? refusal = null, int refused = int.MaxValue)
    {
        _refusal = refusal;
        _refused = refused;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Username=u;Database=d;"
        + "SSL Mode=Disable;Server Compatibility Mode=NoTypeLoading;Timeout=1";

    /// <summary>The number of clients so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                clients.Add(TalkAsync(client, Interlocked.Increment(ref _accepted) <= _refused ? _refusal : null));
            }
        }
        finally
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task TalkAsync(TcpClient client, (string SqlState, string Text)? refusal)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var length = new byte[4];
                await stream.ReadExactlyAsync(length, _ending.Token);
                await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4], _ending.Token);
                await stream.WriteAsync(refusal is var (sqlState, text) ? Error(sqlState, text) : Welcome(), _ending.Token);
                if (refusal is null)
                {
                    await stream.CopyToAsync(Stream.Null, _ending.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client or the test has ended.
            }
        }
    }

    private static byte[] Welcome() =>
        [
            .. Message('R', new byte[4]),
            .. Message('S', "server_version\u000015.0\0"u8),
            .. Message('K', new byte[8]),
            .. Message('Z', "I"u8),
        ];

    private static byte[] Error(string sqlState, string text) =>
        Message('E', Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{sqlState}\0M{text}\0\0"));

    private static byte[] Message(char type, ReadOnlySpan<byte> body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message.AsSpan(5));
        return message;
    }
}
