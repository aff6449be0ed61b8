using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Chat;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

public sealed class ChatJsonTests
{
    private static readonly JsonSerializerOptions Answers = new(DomainJson.With(ChatJson.Default, RoadmapJson.Default))
    {
        NumberHandling = JsonNumberHandling.Strict,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    public void Answers_are_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection(Answers, new EditPlan("Less.", [new(EditAction.Remove, "c-1-1-1", "Known already.")]));
        GeneratedJson.IsLikeReflection(
            Answers,
            new PlanDraft(
                "C#",
                "All.",
                [new("Stage", "", [new("Module", "", [new("c-1-1-1", "Types", "", 1.5, Difficulty.Easy, [], ["int"])])])]));
        GeneratedJson.IsLikeReflection(Answers, new CurriculumScore(1, 2.5, 3, 4, 100, ["Too short."]));
        GeneratedJson.IsLikeReflection(Answers, new Tutorial("Types", "Values.", "# Types", 20));
    }

    [Theory]
    [InlineData(typeof(EditPlan))]
    [InlineData(typeof(PlanDraft))]
    [InlineData(typeof(CurriculumScore))]
    [InlineData(typeof(Tutorial))]
    public void The_model_gets_the_schema_that_reflection_finds(Type answer) =>
        Assert.Equal(Schema(answer, GeneratedJson.Reflection(Answers)), Schema(answer, Answers));

    private static string Schema(Type answer, JsonSerializerOptions options) =>
        AIJsonUtilities.CreateJsonSchema(answer, serializerOptions: options).GetRawText();
}
