using System.Collections.Concurrent;
using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>
/// The embedded lessons. A skill's are parsed when they are first needed and kept, so that a process pays only for the skills it teaches.
/// </summary>
internal static class LessonLibrary
{
    private static readonly ConcurrentDictionary<Skill, Lazy<SkillLessons>> Read = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the lessons of a skill; none if it has no files.</summary>
    /// <exception cref="InvalidCatalogException">The skill's files are inconsistent.</exception>
    public static SkillLessons Of(Skill skill) => Read.GetOrAdd(skill, one => new Lazy<SkillLessons>(() => Load(one))).Value;

    /// <summary>Lists the ids of the skills that have lessons.</summary>
    /// <exception cref="InvalidCatalogException">A skill has lessons without questions, or questions without lessons.</exception>
    public static IReadOnlyList<string> Skills()
    {
        var texts = CatalogFiles.LessonNames(".md");
        var questions = CatalogFiles.LessonNames(".questions.json");
        return texts.Except(questions, StringComparer.Ordinal).Concat(questions.Except(texts, StringComparer.Ordinal)).FirstOrDefault()
            is { } incomplete
            ? throw new InvalidCatalogException($"Skill '{incomplete}' must have both lessons and questions, or neither.")
            : texts;
    }

    private static SkillLessons Load(Skill skill)
    {
        var (text, questions) = ($"{skill.Id}.md", $"{skill.Id}.questions.json");
        using var markdown = CatalogFiles.OpenLesson(text);
        if (markdown is null)
        {
            return SkillLessons.None;
        }

        using var json = CatalogFiles.OpenLesson(questions)
            ?? throw new InvalidCatalogException($"The lesson file {questions} is missing from the assembly.");
        using var reader = new StreamReader(markdown);
        return new SkillLessons(
            skill,
            LessonFile.Parse(text, reader.ReadToEnd()),
            CatalogFiles.Parse<QuizItemList>(questions, json, LessonJson.Format).Questions);
    }
}
