using System.Net;
using System.Text.Json;
using RoadmapAgent.Api;
using RoadmapAgent.Api.Learning;
using RoadmapAgent.Api.Roadmaps;

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
                "ExportRoadmap",
                "WatchRoadmap",
                "MarkDone",
                "AttemptQuiz",
                "GetLogs",
            },
            operations.Select(operation => operation.GetProperty("operationId").GetString()).ToHashSet());
        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("summary").GetString()!));
    }

    [Fact]
    public async Task Every_request_body_has_a_valid_example()
    {
        var schemas = JsonDocument.Parse((await api.GetAsync("/openapi/v1.json")).Text).RootElement
            .GetProperty("components")
            .GetProperty("schemas");

        Assert.All(OpenApiExamples.Bodies, body => Assert.True(schemas.GetProperty(body.Key.Name).TryGetProperty("examples", out _)));
        Assert.Empty(
            JsonSerializer.Deserialize<CreateRoadmap>(OpenApiExamples.Bodies[typeof(CreateRoadmap)], JsonSerializerOptions.Web)!
                .Validate().Errors);
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
    }
}
