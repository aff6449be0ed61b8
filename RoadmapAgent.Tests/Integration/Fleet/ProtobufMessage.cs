using System.Buffers.Binary;
using System.Text;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Reads the length-delimited and the 64-bit fields of a protobuf message: https://protobuf.dev/programming-guides/encoding/</summary>
internal readonly struct ProtobufMessage(ReadOnlyMemory<byte> bytes)
{
    public IEnumerable<ProtobufMessage> Messages(int field) => Fields(field).Select(content => new ProtobufMessage(content));

    public string Text(int field) => Encoding.UTF8.GetString(Fields(field).FirstOrDefault().Span);

    public string Hex(int field) => Convert.ToHexStringLower(Fields(field).FirstOrDefault().Span);

    /// <summary>A field of type <c>sfixed64</c>; 0 if there is none.</summary>
    public long Number(int field) => Fields(field) is [.., var content] ? BinaryPrimitives.ReadInt64LittleEndian(content.Span) : 0;

    private List<ReadOnlyMemory<byte>> Fields(int wanted)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < bytes.Length;)
        {
            var key = Varint(bytes.Span, ref at);
            var length = (int)(key & 7) switch
            {
                0 => SkipVarint(bytes.Span, ref at),
                1 => sizeof(ulong),
                2 => (int)Varint(bytes.Span, ref at),
                5 => sizeof(uint),
                var type => throw new InvalidDataException($"Wire type {type}."),
            };
            if ((key & 7) is 1 or 2 && (int)(key >> 3) == wanted)
            {
                found.Add(bytes.Slice(at, length));
            }

            at += length;
        }

        return found;
    }

    private static int SkipVarint(ReadOnlySpan<byte> span, ref int at)
    {
        Varint(span, ref at);
        return 0;
    }

    private static ulong Varint(ReadOnlySpan<byte> span, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
