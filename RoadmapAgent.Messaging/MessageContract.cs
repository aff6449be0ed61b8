using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Messaging;

/// <summary>
/// Makes a message that lacks a required member unreadable, so that it moves to the error queue at once: a consumer would take the missing
/// value for a defect of its own and retry for a quarter of an hour. Unknown members are ignored, and those with a default may be missing,
/// so versions side by side read each other's messages.
/// </summary>
internal static class MessageContract
{
    private static readonly string[] Namespaces =
        [typeof(Messages).Namespace!, typeof(MessageContract).Namespace!, "RoadmapAgent.Domain.ExecutionLogs"];

    /// <summary>Adds the rule to the options of a serializer.</summary>
    public static JsonSerializerOptions Enforce(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Require);
        return options;
    }

    private static void Require(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !Namespaces.Contains(type.Type.Namespace))
        {
            return;
        }

        var nullability = new NullabilityInfoContext();
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { HasDefaultValue: false, AttributeProvider: ParameterInfo parameter }
                && nullability.Create(parameter).WriteState is not NullabilityState.Nullable)
            {
                member.IsRequired = true;
            }
        }
    }
}
