using System.Net;
using System.Text.Json;
using RoadmapAgent.Api;
using RoadmapAgent.Api.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api;

public sealed class OpenApiTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    [Fact]
    public async Task The_OpenAPI_description_names_and_summarises_every_operation()
    {
        var answer = await api.GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var description = JsonDocument.Parse(answer.Text);
        var operations = description.RootElement.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value)
            .ToList();
        Assert.Superset(
            new HashSet<string?>
            {
                "CreateRoadmap",
                "ListRoadmaps",
                "GetRoadmap",
                "GetConcept",
                "DecideReview",
                "CancelRoadmap",
                "RetryRoadmap",
                "RegenerateContent",
                "DeleteRoadmap",
                "ListTrash",
                "RestoreRoadmap",
                "DeleteForGood",
                "ExportRoadmap",
                "WatchRoadmap",
                "MarkDone",
                "AttemptQuiz",
                "ListDueQuestions",
                "AnswerDueQuestion",
                "GetLogs",
            },
            operations.Select(operation => operation.GetProperty("operationId").GetString()).ToHashSet());
        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("summary").GetString()!));
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Every_request_body_has_a_valid_example()
    {
        var schemas = JsonDocument.Parse((await api.GetAsync("/openapi/v1.json")).Text).RootElement
            .GetProperty("components")
            .GetProperty("schemas");

        Assert.All(OpenApiExamples.Bodies, body => Assert.True(schemas.GetProperty(body.Key.Name).TryGetProperty("examples", out _)));
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await api.PostAsync("/api/roadmaps", OpenApiExamples.Bodies[typeof(CreateRoadmap)])).Status);
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await api.PostAsync($"/api/roadmaps/{Guid.NewGuid()}/review", OpenApiExamples.Bodies[typeof(DecideReview)])).Status);
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (
                await api.PostAsync(
                    $"/api/roadmaps/{Guid.NewGuid()}/concepts/c-1-1-1/quiz/attempts", OpenApiExamples.Bodies[typeof(AttemptQuiz)])).Status);
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await api.PostAsync($"/api/reviews/{Guid.NewGuid()}", OpenApiExamples.Bodies[typeof(AnswerCard)])).Status);
    }

    [Fact]
    public async Task The_limits_of_every_field_are_in_the_description()
    {
        var description = JsonDocument.Parse((await api.GetAsync("/openapi/v1.json")).Text).RootElement;
        var schemas = description.GetProperty("components").GetProperty("schemas");
        var fields = schemas.GetProperty(nameof(CreateRoadmap)).GetProperty("properties");
        var log = description.GetProperty("paths").GetProperty("/api/roadmaps/{id}/logs").GetProperty("get").GetProperty("parameters")
            .EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema"));

        Assert.Equal((3, 500), (Number(fields, "goal", "minLength"), Number(fields, "goal", "maxLength")));
        Assert.Equal((1, 80), (Number(fields, "hoursPerWeek", "minimum"), Number(fields, "hoursPerWeek", "maximum")));
        Assert.Equal(50, Number(fields, "knownTechnologies", "maxItems"));
        Assert.Equal(["beginner", "intermediate", "advanced"], Names(schemas.GetProperty(nameof(Level))));
        Assert.Equal(["debug", "info", "warning", "error"], Names(log["severity"]));
        Assert.Equal("string", fields.GetProperty("goal").GetProperty("type").GetString());
        Assert.Equal(500, log["limit"].GetProperty("maximum").GetInt32());
    }

    private static int Number(JsonElement fields, string field, string limit) => fields.GetProperty(field).GetProperty(limit).GetInt32();

    private static IEnumerable<string?> Names(JsonElement schema) =>
        schema.GetProperty("enum").EnumerateArray().Select(name => name.GetString());
}
