using System.Text.Json;

namespace RoadmapAgent.Domain;

/// <summary>Reads a stream of JSON up to a number of bytes.</summary>
/// <param name="inner">The stream, which ends with this one.</param>
/// <param name="limit">The most bytes; 1 or more.</param>
internal sealed class BoundedStream(Stream inner, long limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">There are more bytes.</exception>
    public override int Read(Span<byte> buffer)
    {
        var some = inner.Read(buffer);
        _read += some;
        return _read <= limit ? some : throw new JsonException($"It is larger than {limit} bytes.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
