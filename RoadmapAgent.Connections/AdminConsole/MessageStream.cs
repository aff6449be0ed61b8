using System.Buffers.Binary;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Sends and receives messages, with a limit on the size of a message and on the total size of an answer.</summary>
internal sealed class MessageStream(Stream stream) : IAsyncDisposable
{
    private const int LargestMessage = 1 << 20;

    // SHOW CLIENTS takes about 35 MB for 100,000 clients.
    private const int LargestAnswer = 64 << 20;

    private readonly BufferedStream _input = new(stream, 16 << 10);
    private readonly byte[] _header = new byte[1 + sizeof(int)];
    private int _left = LargestAnswer;

    /// <summary>Sends a message and resets the size limit for the answer.</summary>
    public async Task SendAsync(Message message, CancellationToken cancellationToken)
    {
        _left = LargestAnswer;
        await stream.WriteAsync(message.ToBytes(), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Receives a message.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    /// <exception cref="AdminConsoleException">The received bytes are not a message, or the message or answer is too large.</exception>
    public async Task<Message> ReceiveAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(_header, cancellationToken);
        var type = (char)_header[0];
        var length = (long)BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(1)) - sizeof(int);
        if (length is < 0 or > LargestMessage)
        {
            throw new AdminConsoleException(
                $"The server sent a message with an invalid length of {length} bytes: it does not speak the PostgreSQL protocol.");
        }

        _left -= _header.Length + (int)length;
        if (_left < 0)
        {
            throw new AdminConsoleException($"The server's answer has more than {LargestAnswer} bytes.");
        }

        var body = new byte[length];
        await ReadAsync(body, cancellationToken);
        return new(type, body);
    }

    // Disposing the buffer instead would wait for a pending read before closing the underlying stream.
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task ReadAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        if (await _input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) < bytes.Length)
        {
            throw new EndOfStreamException("the server closed the connection");
        }
    }
}
