using Google.Protobuf;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Reads fields of a protobuf message by their numbers, without a generated class.</summary>
internal readonly struct ProtobufMessage(ReadOnlyMemory<byte> bytes)
{
    public IEnumerable<ProtobufMessage> Messages(int field) =>
        Read(field, WireFormat.WireType.LengthDelimited, input => new ProtobufMessage(input.ReadBytes().Memory));

    public string Text(int field) => Read(field, WireFormat.WireType.LengthDelimited, input => input.ReadString()).LastOrDefault("");

    public string Hex(int field) =>
        Read(field, WireFormat.WireType.LengthDelimited, input => Convert.ToHexStringLower(input.ReadBytes().Span)).LastOrDefault("");

    /// <summary>A field of type <c>sfixed64</c>; 0 if there is none.</summary>
    public long Number(int field) => Read(field, WireFormat.WireType.Fixed64, input => input.ReadSFixed64()).LastOrDefault();

    private List<T> Read<T>(int field, WireFormat.WireType type, Func<CodedInputStream, T> read)
    {
        var found = new List<T>();
        using var input = new CodedInputStream(bytes.ToArray());
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, type))
            {
                found.Add(read(input));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
