using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoadmapAgent.Api.Roadmaps;

namespace RoadmapAgent.Api;

/// <summary>Example request bodies for the API description.</summary>
internal static class OpenApiExamples
{
    /// <summary>The examples as JSON, by the type of the body.</summary>
    public static IReadOnlyDictionary<Type, string> Bodies { get; } = new Dictionary<Type, string>
    {
        [typeof(CreateRoadmap)] = """
            {"goal":"Become a .NET back-end developer","currentLevel":"beginner","hoursPerWeek":10,
             "knownTechnologies":["Git","SQL"],"skipReview":false}
            """,
        [typeof(DecideReview)] = """{"approved":false,"feedback":"Please remove Docker, and add more practice."}""",
        [typeof(SaveNote)] = """{"note":"A LEFT JOIN keeps rows without a match.\nTry it on the orders of the exercise."}""",
        [typeof(AttemptQuiz)] = """{"answers":[[0],[1],[0,2]]}""",
        [typeof(AnswerCard)] = """{"answer":[0,2]}""",
    };

    public static Task AddAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Bodies.TryGetValue(context.JsonTypeInfo.Type, out var body))
        {
            schema.Examples = [JsonNode.Parse(body)!];
        }

        return Task.CompletedTask;
    }
}
