using System.Text.Json;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Roadmaps;

public sealed class RoadmapJsonTests
{
    private static readonly RoadmapRequest Request =
        new("Learn “C#” & <SQL> ✓", Level.Intermediate, 6, ["Java", "SQL"], SkipReview: true, new(2026, 11, 23));

    private static readonly ReadPhrase[] Phrases = [new("c sharp", "C#"), new("sql", "SQL")];

    private static readonly Intent Intent = new(
        "Learn C#",
        ["C#"],
        ["async"],
        Understood: true,
        new(Phrases, [], Phrases, [], Phrases, new("in two weeks", 14, 3), [], ["qwx"], ["Java"], ["One remark."]));

    private static readonly Framework Plan = new(
        "C#",
        "All of it.",
        [
            new("Stage", "First.", [
                new("Module", "First.", [
                    new("c-1-1-1", "Types", "Values.", 1.5, Difficulty.Easy, [], ["int"]),
                    new("c-1-1-2", "Async", "Tasks.", 2, Difficulty.Hard, ["c-1-1-1"], []),
                ]),
            ]),
        ],
        3.5,
        1);

    [Fact]
    public void What_a_roadmap_is_stored_as_is_written_and_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, Request);
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, Intent);
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, Intent.Reading!);
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, Plan);
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, Plan.Concepts().Last());
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, new CurriculumScore(1, 2.5, 3, 4, 100, ["Too short."]));
    }

    [Fact]
    public void Content_is_written_and_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection(RoadmapJson.Format, new Tutorial("Types", "Values.", "# Types\n\n`<T>`", 20));
        GeneratedJson.IsLikeReflection<IReadOnlyList<LearningResource>>(
            RoadmapJson.Format, [new("Types", "https://example.org/a?b=c&d", ResourceType.Documentation, "All.", 0.75, "en")]);
        GeneratedJson.IsLikeReflection<IReadOnlyList<QuizQuestion>>(
            RoadmapJson.Format,
            [
                new(QuestionType.TrueFalse, "True?", ["True", "False"], [0], "It is.", Difficulty.Easy),
                new(QuestionType.Order, "Order?", ["a", "b"], [1, 0], "So.", Difficulty.Hard, "int a;", "csharp", ["first", "last"]),
            ]);
    }

    [Fact]
    public void What_an_older_version_stored_is_read_with_the_defaults_of_what_it_lacks()
    {
        const string Older = """{"goal":"C#","currentLevel":"advanced","hoursPerWeek":4,"knownTechnologies":[],"skipReview":false}""";

        Assert.Null(JsonSerializer.Deserialize<RoadmapRequest>(Older, RoadmapJson.Format)!.AskedOn);
        Assert.Equal(4, JsonSerializer.Deserialize<RoadmapRequest>(Older, RoadmapJson.Format)!.HoursPerWeek);
    }
}
