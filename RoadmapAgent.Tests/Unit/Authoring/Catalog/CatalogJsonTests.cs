using System.Text.Json;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Authoring.Catalog.Reading;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog;

public sealed class CatalogJsonTests
{
    private static readonly KeyPoint Point = new(
        "Values",
        Depth.Core,
        "Text.",
        "Try.",
        "Mistake.",
        new("Ask?", "Answer", ["Wrong", "Worse"], "Because."),
        [new("A claim.", IsTrue: true, "Because.")],
        new("csharp", "int a = 1;"));

    private static readonly Field Field = new(
        "field",
        "Field",
        [
            new(
                "types",
                "Types",
                "All types.",
                "Why.",
                Tier.Foundation,
                Difficulty.Medium,
                new(1, 2.5, 3),
                [],
                ["type"],
                [Point, Point with { Example = null }],
                "Exercise.",
                [new("Link", "https://example.org/", ResourceType.Article, "About.")],
                ["Types"]),
        ],
        [new("project", "Project", "All.", new(1, 2, 3), ["types"], "Brief.", ["First"], ["Done"])]);

    [Fact]
    public void The_graph_is_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection(GraphJson.Format, Field);
        GeneratedJson.IsLikeReflection(GraphJson.Format, new GoalList([new("goal", "Goal", ["learn"], ["types"], [])]));
    }

    [Fact]
    public void Quizzes_are_read_as_by_reflection() => GeneratedJson.IsLikeReflection(
        LessonJson.Format,
        new QuizItemList(
            [
                new("Values", QuizItemKind.Several, "Ask?", [new("Text", Right: true, "Because.")]),
                new("Values", QuizItemKind.Output, "Ask?", [new("1", Right: false, "No.")], "int a = 1;", "csharp"),
            ]));

    [Fact]
    public void Words_are_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection<Dictionary<Cue, IReadOnlyList<string>>>(
            ReadingJson.Format, new() { [Cue.HowTo] = ["how to"], [Cue.From] = [] });
        GeneratedJson.IsLikeReflection(
            ReadingJson.Format,
            new TopicList(
                new Dictionary<string, string> { ["A"] = "b" },
                ["sql"],
                [
                    new("Web", ["web"]),
                    new("App", ["app"], "goal", ["types"], new Dictionary<string, IReadOnlyList<string>> { ["x"] = ["y"] }, ["a"], ["b"]),
                ]));
        GeneratedJson.IsLikeReflection(ReadingJson.Format, new CertificationList([new("Exam", ["exam"], ["types"], ["Know types."])]));
        GeneratedJson.IsLikeReflection<Dictionary<string, string>>(ReadingJson.Format, new() { ["lernen"] = "learn" });
    }

    [Fact]
    public void A_property_that_is_not_in_the_file_keeps_its_default()
    {
        var json = JsonSerializer.Serialize(Field, GraphJson.Format);

        Assert.Equal("", JsonSerializer.Deserialize<Field>(json, GraphJson.Format)!.Skills[0].Field);
    }
}
