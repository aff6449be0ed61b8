using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RoadmapAgent.Api;

/// <summary>
/// Declares the answers that an operation has because of what it is, such as 401 because it requires a user, and describes those that
/// several operations have once. What only some operations answer, such as 409, they declare themselves.
/// </summary>
internal static class OpenApiAnswers
{
    private const string ProblemJson = "application/problem+json";
    private const string RetryAfter = "Retry-After";

    private static readonly Dictionary<string, (string Name, string Description)> Problems = new()
    {
        ["400"] = ("Invalid", "The request is not valid; `errors` names the fields at fault, if it is a field's fault."),
        ["401"] = ("Unauthenticated", "The caller has not signed in and has sent no valid token or key."),
        ["403"] = ("Forbidden", "The caller may not do this, or a page of another site has caused the request."),
        ["404"] = ("NotFound", "It does not exist, or belongs to another person."),
        ["409"] = ("Conflict", "The current state does not allow this; read it again."),
        ["413"] = ("TooLarge", "The body is larger than 128 KiB."),
        ["415"] = ("UnsupportedMediaType", "The body is not `application/json` in a character set that is known."),
        ["422"] = ("KeyReused", "The key was already used for a different request."),
        ["429"] = ("TooMany", "A limit is exceeded, which `limit` names."),
        ["503"] = ("Unavailable", "Not possible at present."),
    };

    /// <summary>Declares the answers of an operation.</summary>
    public static Task DeclareAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (document, responses) = (context.Document!, operation.Responses ??= []);
        foreach (var status in Statuses(operation, context).Union(responses.Keys.Where(Problems.ContainsKey)).ToList())
        {
            var (name, description) = Problems[status];
            document.AddComponent(name, ProblemOf(status, description, document));
            responses[status] = new OpenApiResponseReference(name, document);
        }

        var address = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" };
        Describe(responses, "202", "Location", "The address of the roadmap.", address);
        if (responses.ContainsKey("304"))
        {
            foreach (var status in (string[])["200", "304"])
            {
                Describe(responses, status, "ETag", "The tag of the answer.", new() { Type = JsonSchemaType.String });
            }
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            operation.Responses[status] = response;
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Statuses(OpenApiOperation operation, OpenApiOperationTransformerContext context) =>
    [
        "400", "403", "429", "503",
        .. context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any() ? ["401"] : (string[])[],
        .. operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) is true ? ["404"] : (string[])[],
        .. operation.RequestBody is null ? (string[])[] : ["413", "415"],
    ];

    private static OpenApiResponse ProblemOf(string status, string description, OpenApiDocument document)
    {
        var schema = new OpenApiSchemaReference(status == "400" ? OpenApiFields.InvalidSchema : OpenApiFields.ProblemSchema, document);
        var response = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new() { Schema = schema } },
        };
        if (status is "429" or "503")
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [RetryAfter] = HeaderOf(
                    "The seconds after which it may succeed.",
                    new() { Type = JsonSchemaType.Integer, Minimum = "1" },
                    required: true),
            };
        }

        return response;
    }

    private static void Describe(OpenApiResponses responses, string status, string header, string description, OpenApiSchema schema)
    {
        if (responses.TryGetValue(status, out var response) && response is OpenApiResponse described)
        {
            described.Headers ??= new Dictionary<string, IOpenApiHeader>();
            described.Headers[header] = HeaderOf(description, schema, required: false);
        }
    }

    private static OpenApiHeader HeaderOf(string description, OpenApiSchema schema, bool required) =>
        new() { Description = description, Schema = schema, Required = required };
}
