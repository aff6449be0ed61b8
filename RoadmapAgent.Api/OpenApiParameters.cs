using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RoadmapAgent.Api;

/// <summary>Describes the parameters whose limits the code of an operation checks.</summary>
internal static class OpenApiParameters
{
    /// <summary>Describes the values of a parameter.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="name">The parameter as clients name it.</param>
    /// <param name="describe">Adds what is valid to the parameter's schema.</param>
    public static RouteHandlerBuilder WithParameter(this RouteHandlerBuilder endpoint, string name, Action<OpenApiSchema> describe) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            describe((OpenApiSchema)operation.Parameters!.Single(parameter => parameter.Name == name).Schema!);
            return Task.CompletedTask;
        });

    /// <summary>Describes a parameter that must be one of some names.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="name">The parameter as clients name it.</param>
    /// <param name="names">The valid values.</param>
    public static RouteHandlerBuilder WithChoice(this RouteHandlerBuilder endpoint, string name, IEnumerable<string> names) =>
        endpoint.WithParameter(name, schema => schema.Enum = [.. names.Order().Select(one => (JsonNode)one)]);

    /// <summary>Describes that the answer 200 is text for clients that prefer it.</summary>
    public static RouteHandlerBuilder WithText(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses!["200"].Content!["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            return Task.CompletedTask;
        });

    /// <summary>Describes a header that an operation reads from the request itself.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="name">The header.</param>
    /// <param name="description">What it is for.</param>
    public static RouteHandlerBuilder WithHeader(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
