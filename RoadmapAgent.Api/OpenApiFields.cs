using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api;

/// <summary>
/// Describes fields exactly: <see cref="Named{T}"/> as its enumeration, required fields as never null, the characters and lengths of texts,
/// and the members that problems have besides those of the standard.
/// </summary>
internal static class OpenApiFields
{
    /// <summary>The name of the schema of problems.</summary>
    public const string ProblemSchema = "Problem";

    /// <summary>The name of the schema of problems of requests that are not valid.</summary>
    public const string InvalidSchema = "InvalidRequest";

    private const string OneLine = @"^[^\u0000-\u001f\u007f-\u009f]*$";
    private const string ManyLines = @"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$";

    /// <summary>Completes the schema of a type, a property or a parameter.</summary>
    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // A route or query value is described as text, whatever type it is parsed to.
        if ((Named(context.JsonTypeInfo.Type) ?? Named(context.ParameterDescription?.ParameterDescriptor?.ParameterType)) is { } named)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. named.Names.Select(name => (JsonNode)name)];
        }
        else if (schema.Enum is { Count: > 0 })
        {
            schema.Type ??= JsonSchemaType.String;
        }

        if (typeof(ProblemDetails).IsAssignableFrom(context.JsonTypeInfo.Type))
        {
            CompleteProblem(schema);
        }

        if (Find<RequiredAttribute>(context) is not null)
        {
            schema.Type &= ~JsonSchemaType.Null;
        }

        if (Find<TextAttribute>(context) is { } text)
        {
            schema.Pattern = text.Lines ? ManyLines : OneLine;
        }

        if (Find<EachLineAttribute>(context) is { } each && schema.Items is OpenApiSchema line)
        {
            (line.MinLength, line.MaxLength, line.Pattern) = (1, each.Maximum, OneLine);
        }

        if (Find<ChoicesAttribute>(context) is not null)
        {
            CompleteChoices(schema);
        }

        return Task.CompletedTask;
    }

    /// <summary>Returns the name of a type's schema: an enumeration has the same one in requests and responses.</summary>
    public static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(ProblemDetails) ? ProblemSchema
        : type.Type == typeof(HttpValidationProblemDetails) ? InvalidSchema
        : Named(type.Type) is null ? OpenApiOptions.CreateDefaultSchemaReferenceId(type)
        : (Nullable.GetUnderlyingType(type.Type) ?? type.Type).GetGenericArguments()[0].Name;

    // Members without a value are left out, and there are more of them than the framework's type has.
    private static void CompleteProblem(OpenApiSchema schema)
    {
        schema.Description = "What is wrong (RFC 9457).";
        schema.AdditionalPropertiesAllowed = true;
        schema.Required = new HashSet<string> { "status", "title" };
        foreach (var member in schema.Properties!.Values.OfType<OpenApiSchema>())
        {
            member.Type &= ~JsonSchemaType.Null;
        }

        (string Name, string Description)[] texts =
        [
            ("traceId", "The trace of the request, by which operators find it."),
            ("limit", "The limit that is exceeded, a setting of the section `Limits`."),
            ("cause", "Why the database has no capacity."),
        ];
        foreach (var (name, description) in texts)
        {
            schema.Properties[name] = new OpenApiSchema { Type = JsonSchemaType.String, Description = description };
        }

        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Messages by field, as the client names it: `hoursPerWeek`, `knownTechnologies[2]`; `$` is the body.",
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
    }

    private static void CompleteChoices(OpenApiSchema schema)
    {
        if (schema.Items is OpenApiSchema { Type: { } type } items && type.HasFlag(JsonSchemaType.Integer))
        {
            schema.UniqueItems = true;
            items.Minimum = 0.ToString(CultureInfo.InvariantCulture);
        }
        else if (schema.Items is OpenApiSchema inner)
        {
            CompleteChoices(inner);
        }
    }

    private static T? Find<T>(OpenApiSchemaTransformerContext context) where T : Attribute =>
        context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault()
        ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo
            .GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();

    private static INamed? Named(Type? type) =>
        type is not null && (Nullable.GetUnderlyingType(type) ?? type) is var actual && actual.IsAssignableTo(typeof(INamed))
            ? (INamed?)Activator.CreateInstance(actual)
            : null;
}
