using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Lessons;

public sealed class LessonCheckTests
{
    private static readonly Skill Git = SkillGraph.BuiltIn["git"];

    private static readonly IReadOnlyList<Lesson> Lessons = [.. Git.Points.Select(point => LessonOf(point.Name))];

    private static readonly IReadOnlyList<QuizItem> Items = [.. Git.Points.SelectMany(point => ItemsOf(point.Name))];

    public static TheoryData<string, string> Broken => new()
    {
        { "one", "must have 1 right option of 4 (was 2 of 4)." },
        { "several", "must have 1 to 4 right options of 4 or 5 (was 0 of 4)." },
        { "order", "must have 3 to 6 options, all right (was 2 of 2)." },
        { "output", "is about code, but has none." },
        { "error", "is about code, but has none." },
        { "gap", "has no gap '___'." },
        { "language", "must have both code and its language, or neither." },
        { "because", "has an empty reason of an option." },
    };

    [Fact]
    public void Lessons_and_items_that_fit_the_skill_are_accepted() => LessonCheck.Run(Git, Lessons, Items);

    [Fact]
    public void Lessons_in_another_order_are_refused() =>
        Assert.StartsWith("Skill 'git' must have the lessons ", Refused([.. Lessons.Reverse()], Items), StringComparison.Ordinal);

    [Fact]
    public void An_empty_section_is_refused() =>
        Assert.Equal(
            $"The lesson '{Lessons[0].Point}' of Skill 'git' has an empty solution.",
            Refused([Lessons[0] with { Solution = " " }, .. Lessons.Skip(1)], Items));

    [Fact]
    public void A_question_about_something_else_is_refused() =>
        Assert.Equal(
            "Skill 'git' has a question about 'Ghosts', which is none of its key points.",
            Refused(Lessons, [.. Items, Items[0] with { Point = "Ghosts" }]));

    [Fact]
    public void Too_few_questions_of_a_point_are_refused() =>
        Assert.Equal(
            $"Skill 'git' must have at least 5 questions about '{Git.Points[0].Name}' (was 4).", Refused(Lessons, [.. Items.Skip(1)]));

    [Fact]
    public void A_question_asked_twice_is_refused() =>
        Assert.StartsWith("The question of Skill 'git' 'One?", Refused(Lessons, [.. Items, Items[0]]), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_question_against_the_rules_of_its_kind_is_refused(string fault, string problem)
    {
        var point = Git.Points[0].Name;
        QuizItem item = fault switch
        {
            "one" => new(point, QuizItemKind.One, "Q", [Option("a", true), Option("b", true), Option("c"), Option("d")]),
            "several" => new(point, QuizItemKind.Several, "Q", [Option("a"), Option("b"), Option("c"), Option("d")]),
            "order" => new(point, QuizItemKind.Order, "Q", [Option("a", true), Option("b", true)]),
            "output" => new(point, QuizItemKind.Output, "Q", Four()),
            "error" => new(point, QuizItemKind.Error, "Q", Four()),
            "gap" => new(point, QuizItemKind.Gap, "Q", Four()),
            "language" => new(point, QuizItemKind.One, "Q", Four(), Code: "x = 1"),
            _ => new(point, QuizItemKind.One, "Q", [Option("a", true) with { Because = " " }, Option("b"), Option("c"), Option("d")]),
        };

        Assert.Equal($"The question 'Q' of Skill 'git' {problem}", Refused(Lessons, [.. Items, item]));
    }

    private static string Refused(IReadOnlyList<Lesson> lessons, IReadOnlyList<QuizItem> items) =>
        Assert.Throws<InvalidCatalogException>(() => LessonCheck.Run(Git, lessons, items)).Message;

    private static Lesson LessonOf(string point) => new(point, "Why.", "Example.", "Wrong.", "Do.", "Done.", "- do it.", []);

    private static IEnumerable<QuizItem> ItemsOf(string point) =>
    [
        new(point, QuizItemKind.One, $"One? {point}", Four()),
        new(point, QuizItemKind.Several, $"Several? {point}", [Option("a", true), Option("b", true), Option("c", true), Option("d")]),
        new(point, QuizItemKind.Order, $"Order? {point}", [Option("a", true), Option("b", true), Option("c", true)]),
        new(point, QuizItemKind.Gap, $"The ___ of {point}", Four()),
        new(point, QuizItemKind.Output, "What does this print?", Four(), $"echo {point}", "bash"),
    ];

    private static IReadOnlyList<QuizOption> Four() => [Option("a", true), Option("b"), Option("c"), Option("d")];

    private static QuizOption Option(string text, bool right = false) => new(text, right, "Because.");
}
