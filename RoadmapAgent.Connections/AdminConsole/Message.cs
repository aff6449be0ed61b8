using System.Buffers.Binary;
using System.Text;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A message of version 3 of the PostgreSQL protocol.</summary>
/// <param name="Type">The message type; <c>\0</c> for the initial messages, which have no type.</param>
/// <param name="Body">The bytes after the length.</param>
internal readonly record struct Message(char Type, byte[] Body)
{
    private const int ProtocolVersion = 3 << 16;
    private const int TlsRequestCode = (1234 << 16) | 5679;

    public static Message TlsRequest => new('\0', Number(TlsRequestCode));

    public static Message Terminate => new('X', []);

    public static Message Startup(AdminConsoleOptions options) => new('\0',
    [
        .. Number(ProtocolVersion),
        .. Text("user"), .. Text(options.User),
        .. Text("database"), .. Text(options.Database),
        .. Text("application_name"), .. Text("roadmap_agent.console"),
        0,
    ]);

    public static Message Query(string command) => new('Q', Text(command));

    public static Message SaslInitial(string mechanism, string first)
    {
        var data = Encoding.UTF8.GetBytes(first);
        return new('p', [.. Text(mechanism), .. Number(data.Length), .. data]);
    }

    public static Message SaslResponse(string data) => new('p', Encoding.UTF8.GetBytes(data));

    /// <summary>Encodes the message for the wire.</summary>
    public byte[] ToBytes() => [.. Type == '\0' ? Array.Empty<byte>() : [(byte)Type], .. Number(Body.Length + sizeof(int)), .. Body];

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}

/// <summary>Reads the body of a message from front to back, and never beyond its end.</summary>
internal ref struct BodyReader(Message message)
{
    private readonly char _type = message.Type;
    private ReadOnlySpan<byte> _rest = message.Body;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public string Text(int length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>Reads text up to a NUL.</summary>
    public string Text()
    {
        var text = Text(_rest.IndexOf((byte)0));
        Take(1);
        return text;
    }

    /// <summary>Reads the remaining bytes as text.</summary>
    public string Rest() => Text(_rest.Length);

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw Malformed();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public readonly AdminConsoleException Malformed() => new($"The server sent a malformed message of type '{_type}'.");
}
