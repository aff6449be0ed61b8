using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Sends bytes as they are and reads one answer; keeps the connection while both sides agree where an answer ends.</summary>
/// <param name="host">The host.</param>
/// <param name="port">The port.</param>
internal sealed class RawClient(string host, int port) : IDisposable
{
    // An event stream does not end; its beginning tells whether it is one.
    private static readonly TimeSpan StreamPatience = TimeSpan.FromMilliseconds(200);

    private TcpClient? _connection;
    private Reader? _reader;

    /// <summary>Sends a request and returns its answer.</summary>
    /// <exception cref="OperationCanceledException">There was no answer in time.</exception>
    public async Task<RawAnswer> SendAsync(HostileRequest request, CancellationToken cancellationToken)
    {
        var isNew = _connection is null;
        var answer = await TryAsync(request, cancellationToken);
        // The server may have closed a connection that it kept, just when it was used again.
        return answer.Status == 0 && !isNew ? await TryAsync(request, cancellationToken) : answer;
    }

    public void Dispose() => Close();

    private async Task<RawAnswer> TryAsync(HostileRequest request, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            if (_connection is null)
            {
                _connection = new() { NoDelay = true };
                await _connection.ConnectAsync(host, port, cancellationToken);
                _reader = new(_connection.GetStream());
            }

            var sending = WriteAsync(request, cancellationToken);
            var (status, headers) = await _reader!.HeadAsync(cancellationToken);
            var body = status == 0 ? [] : await BodyAsync(request, status, headers, cancellationToken);
            // Before it has read everything, the server may answer and close.
            var isSent = sending.IsCompletedSuccessfully;
            var mayFollow = status != 0 && request is { IsFramed: true, EndsEarly: false } && isSent && _reader.AtEnd is false;
            if (!mayFollow || headers.GetValueOrDefault("connection") == "close")
            {
                Close();
            }

            return new(status, headers, body, clock.Elapsed);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Close();
            return new(0, new Dictionary<string, string>(), [], clock.Elapsed);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private async Task WriteAsync(HostileRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _connection!.GetStream().WriteAsync(request.Bytes, cancellationToken);
            if (request.EndsEarly)
            {
                _connection.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The answer has come before.
        }
    }

    private async Task<byte[]> BodyAsync(
        HostileRequest request, int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (request.HasBodylessAnswer || status is 204 or 304)
        {
            return [];
        }

        if (headers.GetValueOrDefault("content-type")?.StartsWith("text/event-stream", StringComparison.Ordinal) is true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(StreamPatience);
            var some = await _reader!.SomeAsync(patience.Token);
            Close();
            return some;
        }

        return headers.GetValueOrDefault("transfer-encoding") == "chunked" ? await _reader!.ChunksAsync(cancellationToken)
            : headers.TryGetValue("content-length", out var length)
                ? await _reader!.ExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
            : await _reader!.AllAsync(cancellationToken);
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private sealed class Reader(Stream stream)
    {
        private readonly byte[] _buffer = new byte[16 * 1024];
        private int _from;
        private int _to;

        public bool AtEnd { get; private set; }

        /// <summary>Reads the head of the answer, after those that only say that more follows; 0 if the connection ends.</summary>
        public async Task<(int Status, Dictionary<string, string> Headers)> HeadAsync(CancellationToken cancellationToken)
        {
            while (await LineAsync(cancellationToken) is { } line)
            {
                var status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
                var headers = new Dictionary<string, string>();
                while (await LineAsync(cancellationToken) is { Length: > 0 } header)
                {
                    var colon = header.IndexOf(':', StringComparison.Ordinal);
                    headers[header[..colon].ToLowerInvariant()] = header[(colon + 1)..].Trim();
                }

                if (status >= 200 || status == 101)
                {
                    return (status, headers);
                }
            }

            return (0, []);
        }

        public async Task<byte[]> ChunksAsync(CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            while (true)
            {
                var line = await LineAsync(cancellationToken) ?? throw new IOException("The body ends within a chunk.");
                var size = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                body.Write(await ExactlyAsync(size, cancellationToken));
                await LineAsync(cancellationToken);
                if (size == 0)
                {
                    return body.ToArray();
                }
            }
        }

        public async Task<byte[]> ExactlyAsync(int count, CancellationToken cancellationToken)
        {
            var bytes = new byte[count];
            for (var read = 0; read < count;)
            {
                if (_from == _to && !await FillAsync(cancellationToken))
                {
                    throw new IOException("The body ends early.");
                }

                var some = Math.Min(count - read, _to - _from);
                _buffer.AsSpan(_from, some).CopyTo(bytes.AsSpan(read));
                (_from, read) = (_from + some, read + some);
            }

            return bytes;
        }

        public async Task<byte[]> AllAsync(CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            do
            {
                await body.WriteAsync(_buffer.AsMemory(_from, _to - _from), cancellationToken);
            }
            while (await FillAsync(cancellationToken));

            return body.ToArray();
        }

        public async Task<byte[]> SomeAsync(CancellationToken cancellationToken)
        {
            try
            {
                return _from < _to || await FillAsync(cancellationToken) ? _buffer[_from.._to] : [];
            }
            catch (OperationCanceledException)
            {
                return [];
            }
        }

        private async Task<string?> LineAsync(CancellationToken cancellationToken)
        {
            var line = new StringBuilder();
            while (true)
            {
                if (_from == _to && !await FillAsync(cancellationToken))
                {
                    return null;
                }

                var one = (char)_buffer[_from++];
                if (one == '\n')
                {
                    return line.ToString();
                }

                if (one != '\r')
                {
                    line.Append(one);
                }
            }
        }

        private async Task<bool> FillAsync(CancellationToken cancellationToken)
        {
            (_from, _to) = (0, await stream.ReadAsync(_buffer, cancellationToken));
            AtEnd = _to == 0;
            return !AtEnd;
        }
    }
}
