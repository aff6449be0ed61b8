using System.Text.Json;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>All messages of the fleet: the records of this namespace.</summary>
public static class Messages
{
    /// <summary>Their types.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(Messages).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(Messages).Namespace && type is { IsAbstract: false, IsValueType: false })
            .Where(type => !type.IsSubclassOf(typeof(Attribute)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The options of <see cref="DomainJson"/> with the generated metadata of the messages and their contract.</summary>
    public static JsonSerializerOptions Json { get; } = MessageContract.Enforce(DomainJson.With(MessageJson.Default));
}
