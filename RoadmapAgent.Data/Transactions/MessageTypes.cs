using System.Text.Json;

namespace RoadmapAgent.Data.Transactions;

/// <summary>The messages the outbox may carry. A row can only become one of these types, never one that the row itself names.</summary>
/// <param name="types">The message contracts.</param>
public sealed class MessageTypes(IEnumerable<Type> types)
{
    private readonly Dictionary<string, Type> _types = types.ToDictionary(NameOf, StringComparer.Ordinal);

    /// <inheritdoc/>
    public static string NameOf(Type type) => type.FullName!;

    /// <summary>Reads a stored message.</summary>
    /// <exception cref="JsonException">The body does not fit its type, or the type is not one of ours.</exception>
    public (Type Type, object Message) Read(OutboxMessage stored)
    {
        var type = _types.GetValueOrDefault(stored.MessageType) ?? throw new JsonException($"'{stored.MessageType}' is not a message of this fleet.");
        return (type, JsonSerializer.Deserialize(stored.Body, type, OutboxMessage.Json) ?? throw new JsonException("The body is null."));
    }
}
