using System.Text.Json;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Data.Transactions;

/// <summary>
/// The message types the outbox may carry. A row is only deserialized to one of these types, never to an arbitrary type it names.
/// </summary>
/// <param name="types">The message contracts.</param>
public sealed class MessageTypes(IEnumerable<Type> types)
{
    private readonly Dictionary<string, Type> _types = types.ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Returns the name a type is stored with.</summary>
    public static string NameOf(Type type) => type.FullName!;

    /// <summary>Reads a stored message.</summary>
    /// <exception cref="JsonException">The body does not match its type, or the type is unknown.</exception>
    public (Type Type, object Message) Read(OutboxMessage stored)
    {
        var type = _types.GetValueOrDefault(stored.MessageType)
            ?? throw new JsonException($"'{stored.MessageType}' is not a message of this fleet.");
        return (type, JsonSerializer.Deserialize(stored.Body, type, Messages.Json) ?? throw new JsonException("The body is null."));
    }
}
