using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Lessons;

/// <summary>The code of the lessons prints what they say, where its language is on this machine. SQL is run by LessonSqlTests.</summary>
public sealed class LessonCodeTests
{
    private static readonly IReadOnlyList<(string Where, LessonCode Code)> All =
    [
        .. from id in LessonLibrary.Skills()
           from lesson in LessonLibrary.Of(SkillGraph.BuiltIn[id]).Lessons
           from code in lesson.Code
           select ($"{id}: {lesson.Point}", code),
    ];

    private static readonly IReadOnlyList<(string Where, LessonCode Code)> Questions =
    [
        .. from id in LessonLibrary.Skills()
           from point in SkillGraph.BuiltIn[id].Points
           from item in LessonLibrary.Of(SkillGraph.BuiltIn[id]).ItemsOf(point)
           where item.Kind == QuizItemKind.Output
           let right = item.Options.Single(option => option.Right).Text.Trim('`')
           select ($"{id}: question about {point.Name}", new LessonCode(item.Language!, item.Code!, CodeUse.Runs, right)),
    ];

    public static TheoryData<string> Languages =>
        [
            .. All.Where(one => one.Code.Use != CodeUse.Shown)
                .Select(one => one.Code.Language)
                .Distinct()
                .Where(language => language != "sql"),
        ];

    [Theory(Explicit = true)]
    [MemberData(nameof(Languages))]
    public async Task The_code_of_a_language_prints_what_its_lesson_says(string language)
    {
        Assert.True(LessonProgram.Knows(language), $"Lessons have code to run in '{language}', which no test can run.");
        var codes = All.Concat(Questions).Where(one => one.Code.Language == language && one.Code.Use != CodeUse.Shown).ToList();
        Assert.SkipWhen(
            LessonProgram.Missing(language) is not null,
            $"{codes.Count} pieces of {language} are not run, because '{LessonProgram.Missing(language)}' is not on this machine.");
        var faults = new List<string>();
        foreach (var (where, code) in codes)
        {
            var (exitCode, output, error) = await LessonProgram.RunAsync(language, code.Code);
            if (!IsAsSaid(code, exitCode, output, error))
            {
                faults.Add($"{where}: {exitCode} {output}{error}\ninstead of\n{code.Output}\nof\n{code.Code}");
            }
        }

        Assert.Empty(faults);
    }

    private static bool IsAsSaid(LessonCode code, int exitCode, string output, string error) => code.Use == CodeUse.Runs
        ? exitCode == 0 && output.TrimEnd() == code.Output.TrimEnd()
        : exitCode != 0 && code.Output.Split('\n').All(line => (output + error).Contains(line.Trim(), StringComparison.Ordinal));
}
