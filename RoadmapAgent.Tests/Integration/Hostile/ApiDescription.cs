using System.Globalization;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Reads the API's description, by which requests are made and answers are judged. It shares no code with the product.</summary>
/// <param name="document">The description (OpenAPI 3.1).</param>
internal sealed class ApiDescription(JsonElement document)
{
    private static readonly Dictionary<string, JsonElement?> Nothing = [];

    /// <summary>All operations, in the order of the document.</summary>
    public IReadOnlyList<ApiOperation> Operations() =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new ApiOperation(
               operation.Value.GetProperty("operationId").GetString()!,
               operation.Name.ToUpperInvariant(),
               path.Name,
               [.. Items(operation.Value, "parameters").Select(ParameterOf)],
               operation.Value.TryGetProperty("requestBody", out var body) ? SchemaOf(body, "application/json") : null,
               operation.Value.GetProperty("responses").EnumerateObject().ToDictionary(
                   response => int.Parse(response.Name, CultureInfo.InvariantCulture),
                   IReadOnlyDictionary<string, JsonElement?> (response) => ContentsOf(Resolve(response.Value)))),
    ];

    /// <summary>Follows references to the element itself.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
        }

        return element;
    }

    private ApiParameter ParameterOf(JsonElement parameter) => new(
        parameter.GetProperty("name").GetString()!,
        parameter.GetProperty("in").GetString()!,
        parameter.TryGetProperty("required", out var required) && required.GetBoolean(),
        Resolve(parameter.GetProperty("schema")));

    private JsonElement? SchemaOf(JsonElement body, string mediaType) => Resolve(body.GetProperty("content").GetProperty(mediaType)
        .GetProperty("schema"));

    private static Dictionary<string, JsonElement?> ContentsOf(JsonElement response) =>
        response.TryGetProperty("content", out var content)
            ? content.EnumerateObject().ToDictionary(
                type => type.Name, type => type.Value.TryGetProperty("schema", out var schema) ? schema : (JsonElement?)null)
            : Nothing;

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) =>
        of.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;
}
