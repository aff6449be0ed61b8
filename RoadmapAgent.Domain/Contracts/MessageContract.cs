using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>
/// Makes a message unreadable if a required member is missing, or is null although its contract does not allow that, so that the message
/// moves to the error queue at once: a consumer would take the value for a defect of its own and retry for a quarter of an hour. Unknown
/// members are ignored, and those with a default may be missing, so versions side by side read each other's messages.
/// </summary>
public static class MessageContract
{
    /// <summary>Adds the rule to the options of a serializer, for types of this program.</summary>
    /// <param name="options">The options; changed and returned.</param>
    public static JsonSerializerOptions Enforce(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Require);
        return options;
    }

    private static void Require(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith("RoadmapAgent.", StringComparison.Ordinal) != true)
        {
            return;
        }

        var nullability = new NullabilityInfoContext();
        var required = new List<JsonPropertyInfo>();
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { HasDefaultValue: false, AttributeProvider: ParameterInfo parameter }
                && nullability.Create(parameter).WriteState is not NullabilityState.Nullable)
            {
                member.IsRequired = true;
                required.Add(member);
            }
        }

        type.OnDeserialized = message => RefuseNull(message, required);
    }

    // JsonPropertyInfo.IsSetNullable has no effect on a member that is set by the constructor.
    private static void RefuseNull(object message, List<JsonPropertyInfo> required)
    {
        foreach (var member in required)
        {
            if (member.Get?.Invoke(message) is not { } value || (value is IEnumerable<object?> items && items.Contains(null)))
            {
                throw new JsonException($"{message.GetType().Name}.{member.Name} must not be null or contain null.");
            }
        }
    }
}
