using System.Globalization;
using System.Text;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Domain;
using RoadmapAgent.Tests.Unit.Architecture;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Lessons;

/// <summary>
/// What every skill of the built-in author has. <c>docs/skills.md</c> shows it; it is generated here and must not differ.
/// </summary>
public sealed class SkillTableTests
{
    private const int LeastWords = 200;
    private const int LeastKinds = 4;

    // As the tutorials count them. A question takes a minute.
    private const int WordsPerMinute = 130;
    private const int MinutesPerLesson = 25;
    private const int MinutesPerSkill = 60;

    [Fact]
    public async Task The_document_shows_what_every_skill_has()
    {
        var table = new StringBuilder()
            .AppendLine("| Skill | Points | Words a lesson | Code, run | Questions | Kinds | Links |")
            .AppendLine("|---|---|---|---|---|---|---|");
        foreach (var field in SkillGraph.BuiltIn.Fields)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"| **{field.Name}** | | | | | | |");
            foreach (var skill in field.Skills)
            {
                table.AppendLine(RowOf(skill));
            }
        }

        var documented = await File.ReadAllTextAsync(
            Path.Combine(Sources.Root, "docs", "skills.md"), TestContext.Current.CancellationToken);
        Assert.True(documented.EndsWith($"\n\n{table}", StringComparison.Ordinal), $"docs/skills.md must end with:\n{table}");
    }

    [Fact]
    public void No_skill_is_below_the_floor() => Assert.All(SkillGraph.BuiltIn.Skills, skill =>
    {
        var lessons = LessonLibrary.Of(skill);
        Assert.All(lessons.Lessons, lesson => Assert.True(WordsOf(lesson) >= LeastWords, $"{skill.Id}: {lesson.Point}"));
        Assert.True(Items(skill).Select(item => item.Kind).Distinct().Count() >= LeastKinds, skill.Id);
        Assert.Equal(skill.Points.Count, lessons.Lessons.Count);
    });

    [Fact]
    public void A_beginner_has_at_least_the_hours_that_the_lessons_and_questions_of_a_skill_take() =>
        Assert.All(SkillGraph.BuiltIn.Skills, skill =>
        {
            var lessons = LessonLibrary.Of(skill).Lessons;
            var reading = lessons.Sum(WordsOf) / WordsPerMinute;
            var minutes = reading + (MinutesPerLesson * lessons.Count) + MinutesPerSkill + Items(skill).Count;
            Assert.True(skill.Hours.Beginner * 60 >= minutes, $"{skill.Id}: {skill.Hours.Beginner} hours, but {minutes} minutes");
        });

    private static string RowOf(Skill skill)
    {
        var lessons = LessonLibrary.Of(skill).Lessons;
        var words = lessons.Select(WordsOf).ToList();
        var code = lessons.SelectMany(lesson => lesson.Code).ToList();
        var items = Items(skill);
        var links = skill.Links.CountBy(link => link.Type).OrderBy(type => type.Key)
            .Select(type => $"{type.Value} {DomainJson.Name(type.Key)}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {skill.Name} | {skill.Points.Count} | {words.Min()}–{words.Max()} | {code.Count}, {code.Count(IsRun)} "
            + $"| {items.Count} | {items.Select(item => item.Kind).Distinct().Count()} | {string.Join(", ", links)} |");
    }

    private static bool IsRun(LessonCode code) => code.Use != CodeUse.Shown;

    private static List<QuizItem> Items(Skill skill) => [.. skill.Points.SelectMany(LessonLibrary.Of(skill).ItemsOf)];

    // What a learner reads, code included.
    private static int WordsOf(Lesson lesson) => string
        .Join(' ', lesson.Explanation, lesson.Example, lesson.WhatGoesWrong, lesson.Exercise, lesson.Solution, lesson.YouCanNow)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Length;
}
