using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api;

/// <summary>Describes the fields of requests exactly: <see cref="Named{T}"/> as its enumeration, required fields as never null.</summary>
internal static class OpenApiFields
{
    /// <summary>Completes the schema of a type, a property or a parameter.</summary>
    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // A route or query value is described as text, whatever type it is parsed to.
        if ((Named(context.JsonTypeInfo.Type) ?? Named(context.ParameterDescription?.ParameterDescriptor?.ParameterType)) is { } named)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. named.Names.Select(name => (JsonNode)name)];
        }

        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) is true)
        {
            schema.Type &= ~JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }

    /// <summary>Returns the name of a type's schema: an enumeration has the same one in requests and responses.</summary>
    public static string? NameOf(JsonTypeInfo type) => Named(type.Type) is null
        ? OpenApiOptions.CreateDefaultSchemaReferenceId(type)
        : (Nullable.GetUnderlyingType(type.Type) ?? type.Type).GetGenericArguments()[0].Name;

    private static INamed? Named(Type? type) =>
        type is not null && (Nullable.GetUnderlyingType(type) ?? type) is var actual && actual.IsAssignableTo(typeof(INamed))
            ? (INamed?)Activator.CreateInstance(actual)
            : null;
}
