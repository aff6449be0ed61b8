using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Tests.Unit.Connections.AdminConsole;

/// <summary>A server that sends scripted responses to one client.</summary>
internal sealed class FakeConsole : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _conversation;

    public FakeConsole(Func<FakeConsole, Task> script)
    {
        _listener.Start();
        _conversation = ServeAsync(script);
    }

    public AdminConsoleOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        User = "stats",
        Password = "p4ss-w0rd",
        Tls = AdminConsoleTls.Disable,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        CommandTimeout = TimeSpan.FromSeconds(10),
    };

    private NetworkStream Client { get; set; } = null!;

    /// <summary>Accepts any login, answers the first command and closes the connection.</summary>
    public static FakeConsole Answering(params byte[][] answer) => new(async console =>
    {
        await console.WelcomeAsync();
        await console.ReadMessageAsync();
        foreach (var bytes in answer)
        {
            await console.SendAsync(bytes);
        }
    });

    public static byte[] Message(char type, params byte[] body)
    {
        var message = new byte[body.Length + 5];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), body.Length + 4);
        body.CopyTo(message, 5);
        return message;
    }

    public static byte[] Authentication(byte request, string data = "") =>
        Message('R', [0, 0, 0, request, .. Encoding.UTF8.GetBytes(data)]);

    public static byte[] Columns(params string[] names) =>
        Message('T', [0, (byte)names.Length, .. names.SelectMany(name => Encoding.UTF8.GetBytes(name).Concat(new byte[19]))]);

    public static byte[] Row(params string[] values) =>
        Message(
            'D',
            [
                0,
                (byte)values.Length,
                .. values.SelectMany(value => new byte[] { 0, 0, 0, (byte)value.Length }.Concat(Encoding.UTF8.GetBytes(value))),
            ]);

    public static byte[] Complete(string tag = "SHOW") => Message('C', [.. Encoding.UTF8.GetBytes(tag), 0]);

    public static byte[] Ready => Message('Z', (byte)'I');

    public async Task WelcomeAsync()
    {
        await ReadStartupAsync();
        await SendAsync(Captured.Login);
    }

    public Task<byte[]> ReadStartupAsync() => ReadAsync(0);

    /// <summary>The body of the client's next message.</summary>
    public Task<byte[]> ReadMessageAsync() => ReadAsync(1);

    public Task SendAsync(byte[] bytes) => Client.WriteAsync(bytes, _stop.Token).AsTask();

    /// <summary>Sends nothing until the client disconnects.</summary>
    public async Task AwaitHangUpAsync()
    {
        try
        {
            while (await Client.ReadAsync(new byte[256], _stop.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The client disconnected abruptly.
        }
    }

    /// <summary>Waits for the conversation to end, and fails if the script did.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.CancelAfter(TimeSpan.FromSeconds(5));
        await _conversation;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<FakeConsole, Task> script)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            Client = client.GetStream();
            await script(this);
            client.Client.Shutdown(SocketShutdown.Send);
            await AwaitHangUpAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // A client may disconnect in the middle of a script.
        }
    }

    private async Task<byte[]> ReadAsync(int type)
    {
        var header = new byte[type + 4];
        await Client.ReadExactlyAsync(header, _stop.Token);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(type)) - 4];
        await Client.ReadExactlyAsync(body, _stop.Token);
        return body;
    }
}
