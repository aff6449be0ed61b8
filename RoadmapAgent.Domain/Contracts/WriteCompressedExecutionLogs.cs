using System.IO.Compression;
using System.Text.Json;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>
/// The command to store execution log lines, in an eighth of the bytes of <see cref="WriteExecutionLogs"/>: what the broker does with a
/// message costs as much for each byte as storing it.
/// </summary>
/// <param name="Lines">The lines as JSON (<see cref="DomainJson"/>), compressed by Deflate.</param>
[Queue("logs", "execution-logs")]
public sealed record WriteCompressedExecutionLogs(byte[] Lines)
{
    /// <summary>The maximum number of lines in a message, which bounds the memory of its consumer.</summary>
    public const int MaxLines = 2500;

    // Many times what the longest lines take: a message of some kilobytes may decompress to gigabytes.
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>Compresses lines.</summary>
    /// <param name="entries">The lines; at most <see cref="MaxLines"/>.</param>
    public static WriteCompressedExecutionLogs Of(WriteExecutionLogs entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var compressed = new MemoryStream();
        using (var json = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(json, entries.Entries, Messages.Json);
        }

        return new(compressed.ToArray());
    }

    /// <summary>Reads the lines.</summary>
    /// <exception cref="JsonException">They cannot be read, or are larger than 64 MiB.</exception>
    public WriteExecutionLogs Read()
    {
        try
        {
            using var json = new BoundedStream(new DeflateStream(new MemoryStream(Lines), CompressionMode.Decompress), MaxBytes);
            var entries = JsonSerializer.Deserialize<List<ExecutionLogEntry>>(json, Messages.Json);
            return entries?.Contains(null!) == false ? new(entries) : throw new JsonException("The lines must not be null.");
        }
        catch (InvalidDataException e)
        {
            throw new JsonException("The lines are not compressed by Deflate.", e);
        }
    }
}
