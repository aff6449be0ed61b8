using System.Text.Json;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>The API's description is complete: clients and the hostile requests are made from nothing else.</summary>
public sealed class OpenApiCompletenessTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    // What an operation answers besides what all of its kind do.
    private static readonly Dictionary<string, string[]> Special = new()
    {
        ["CreateRoadmap"] = ["422"],
        ["DecideReview"] = ["409"],
        ["CancelRoadmap"] = ["409"],
        ["RetryRoadmap"] = ["409"],
        ["RegenerateContent"] = ["409"],
        ["GetBudget"] = ["404"],
        ["PausePooler"] = ["404"],
        ["ResumePooler"] = ["404"],
        ["ReconnectPooler"] = ["404"],
    };

    // Ids, positions and tags that the API has given out, and a filter: any other text finds nothing.
    private static readonly string[] Opaque = ["conceptId", "after", "step", "If-None-Match"];

    // Where `npm run lint --prefix eng/openapi` reads it.
    private static readonly string Stored = Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..", "artifacts", "openapi.json");

    [Fact]
    public async Task The_description_is_stored_to_be_linted()
    {
        await File.WriteAllTextAsync(Stored, (await api.GetAsync("/openapi/v1.json")).Text, TestContext.Current.CancellationToken);

        Assert.StartsWith("3.1.", (await DescriptionAsync()).GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_declares_every_answer_that_it_can_get()
    {
        var document = await DescriptionAsync();

        Assert.All(Operations(document), operation =>
        {
            var responses = operation.Description.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            string[] expected =
            [
                "400", "401", "403", "429", "503",
                .. operation.Path.Contains('{', StringComparison.Ordinal) ? ["404"] : (string[])[],
                .. operation.Description.TryGetProperty("requestBody", out _) ? ["413", "415"] : (string[])[],
                .. Special.GetValueOrDefault(operation.Id, []),
            ];
            Assert.Equal(expected.Order(), responses.Where(status => status[0] is '4' or '5').Order());
            Assert.Contains(responses, status => status[0] == '2');
        });
        Assert.Superset(Special.Keys.ToHashSet(), Operations(document).Select(operation => operation.Id).ToHashSet());
    }

    [Fact]
    public async Task Every_answer_has_a_schema_and_every_refusal_is_a_problem()
    {
        var document = await DescriptionAsync();

        Assert.All(Operations(document), operation =>
            Assert.All(operation.Description.GetProperty("responses").EnumerateObject(), response =>
            {
                var answer = Resolve(document, response.Value);
                Assert.NotEmpty(answer.GetProperty("description").GetString()!);
                if (response.Name is "204" or "304")
                {
                    Assert.False(answer.TryGetProperty("content", out _), operation.Id);
                    return;
                }

                Assert.All(answer.GetProperty("content").EnumerateObject(), content =>
                {
                    Assert.Equal(response.Name[0] is '4' or '5', content.Name == "application/problem+json");
                    Assert.NotEqual(default, Resolve(document, content.Value.GetProperty("schema")));
                });
                Assert.Equal(response.Name is "429" or "503", HasHeader(answer, "Retry-After"));
            }));
    }

    [Fact]
    public async Task Every_parameter_and_field_has_a_type_and_only_opaque_texts_have_no_limits()
    {
        var document = await DescriptionAsync();
        var values = Operations(document)
            .SelectMany(operation => Items(operation.Description, "parameters")
                .Select(parameter => (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema")))
                .Concat(Fields(document, operation.Description)))
            .ToList();

        Assert.All(values, value => AssertLimited(document, value.Item1, value.Item2));
        Assert.All(
            Operations(document).Where(operation => operation.Description.TryGetProperty("requestBody", out _)),
            operation => Assert.False(Body(document, operation.Description).GetProperty("additionalProperties").GetBoolean()));
    }

    [Fact]
    public async Task Every_operation_says_who_may_ask_and_every_scheme_and_tag_is_described()
    {
        var document = await DescriptionAsync();
        var schemes = document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject()
            .Select(scheme => scheme.Name)
            .ToHashSet();
        var tags = document.GetProperty("tags").EnumerateArray()
            .ToDictionary(tag => tag.GetProperty("name").GetString()!, tag => tag.GetProperty("description").GetString()!);

        Assert.All(Operations(document), operation =>
        {
            var used = Items(operation.Description, "security").SelectMany(one => one.EnumerateObject()).Select(one => one.Name).ToList();
            var isOperators = operation.Path.StartsWith("/api/operations", StringComparison.Ordinal) && operation.Id != "ClaimRoadmaps";
            Assert.Equal(isOperators ? 4 : 2, used.Count);
            Assert.Subset(schemes, used.ToHashSet());
            Assert.NotEmpty(tags[Assert.Single(Items(operation.Description, "tags")).GetString()!]);
        });
        Assert.Equal("/", document.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Equal("MIT", document.GetProperty("info").GetProperty("license").GetProperty("identifier").GetString());
    }

    [Fact]
    public async Task A_problem_may_have_the_members_that_problems_have()
    {
        var problem = (await DescriptionAsync()).GetProperty("components").GetProperty("schemas").GetProperty("Problem");

        Assert.Superset(
            new HashSet<string> { "type", "title", "status", "detail", "traceId", "errors", "limit", "cause" },
            problem.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToHashSet());
        Assert.False(problem.TryGetProperty("additionalProperties", out _));
    }

    private static void AssertLimited(JsonElement document, string name, JsonElement schema)
    {
        schema = Resolve(document, schema);
        var type = TypeOf(schema);
        if (type == "array")
        {
            AssertLimited(document, name, schema.GetProperty("items"));
            return;
        }

        var isLimited = type switch
        {
            "string" => Opaque.Contains(name) || Has("enum") || Has("format") || Has("maxLength") || Has("pattern"),
            "integer" => Has("minimum"),
            "boolean" => true,
            _ => false,
        };
        Assert.True(isLimited, $"{name}: {schema}");

        bool Has(string limit) => schema.TryGetProperty(limit, out _);
    }

    private static string? TypeOf(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } types
        ? types.EnumerateArray().Select(type => type.GetString()).First(type => type != "null")
        : schema.GetProperty("type").GetString();

    private static IEnumerable<(string Name, JsonElement Schema)> Fields(JsonElement document, JsonElement operation) =>
        operation.TryGetProperty("requestBody", out _)
            ? Body(document, operation).GetProperty("properties").EnumerateObject().Select(field => (field.Name, field.Value))
            : [];

    private static JsonElement Body(JsonElement document, JsonElement operation) => Resolve(
        document, operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));

    private static bool HasHeader(JsonElement answer, string name) =>
        answer.TryGetProperty("headers", out var headers) && headers.TryGetProperty(name, out _);

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) =>
        of.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    private static JsonElement Resolve(JsonElement document, JsonElement element) => element.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name))
        : element;

    private static IReadOnlyList<(string Path, string Id, JsonElement Description)> Operations(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select (path.Name, operation.Value.GetProperty("operationId").GetString()!, operation.Value),
    ];

    private async Task<JsonElement> DescriptionAsync() => JsonElement.Parse((await api.GetAsync("/openapi/v1.json")).Text);
}
