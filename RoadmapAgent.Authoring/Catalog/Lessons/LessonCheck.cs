using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>Checks the lessons and quiz items of a skill before they are used.</summary>
internal static class LessonCheck
{
    private const int FewestItems = 5;
    private const int FewestKinds = 4;
    private const string Gap = "___";

    /// <summary>Checks lessons and items.</summary>
    /// <exception cref="InvalidCatalogException">The first inconsistency found.</exception>
    public static void Run(Skill skill, IReadOnlyList<Lesson> lessons, IReadOnlyList<QuizItem> items)
    {
        var where = $"Skill '{skill.Id}'";
        var points = skill.Points.Select(point => point.Name).ToList();
        var taught = lessons.Select(lesson => lesson.Point).ToList();
        Require(
            taught.SequenceEqual(points, StringComparer.Ordinal),
            $"{where} must have the lessons {Names(points)} in this order (was {Names(taught)}).");
        foreach (var lesson in lessons)
        {
            CheckLesson($"The lesson '{lesson.Point}' of {where}", lesson);
        }

        foreach (var item in items)
        {
            Require(points.Contains(item.Point), $"{where} has a question about '{item.Point}', which is none of its key points.");
            CheckItem($"The question '{item.Ask}' of {where}", item);
        }

        Unique($"question of {where}", items.Select(item => $"{item.Ask}\n{item.Code}"));
        foreach (var (point, count) in points.Select(point => (point, items.Count(item => item.Point == point))))
        {
            Require(count >= FewestItems, $"{where} must have at least {FewestItems} questions about '{point}' (was {count}).");
        }

        var kinds = items.Select(item => item.Kind).Distinct().Count();
        Require(kinds >= FewestKinds, $"{where} must have at least {FewestKinds} kinds of questions (was {kinds}).");
    }

    private static void CheckLesson(string where, Lesson lesson)
    {
        Text(where, "explanation", lesson.Explanation);
        Text(where, "example", lesson.Example);
        Text(where, "section 'What goes wrong'", lesson.WhatGoesWrong);
        Text(where, "exercise", lesson.Exercise);
        Text(where, "solution", lesson.Solution);
        Text(where, "section 'You can now'", lesson.YouCanNow);
    }

    private static void CheckItem(string where, QuizItem item)
    {
        Text(where, "text", item.Ask);
        foreach (var option in item.Options)
        {
            Text(where, "option", option.Text);
            Text(where, "reason of an option", option.Because);
        }

        Unique($"option of {where}", item.Options.Select(option => option.Text));
        var (all, right) = (item.Options.Count, item.Options.Count(option => option.Right));
        var (valid, rule) = item.Kind switch
        {
            QuizItemKind.Several => (all is 4 or 5 && right is >= 1 and <= 4, "1 to 4 right options of 4 or 5"),
            QuizItemKind.Order => (all is >= 3 and <= 6 && right == all, "3 to 6 options, all right"),
            _ => (all == 4 && right == 1, "1 right option of 4"),
        };
        Require(valid, $"{where} must have {rule} (was {right} of {all}).");
        Require(
            item.Kind is not (QuizItemKind.Output or QuizItemKind.Error) || item.Code is not null,
            $"{where} is about code, but has none.");
        Require(
            item.Kind != QuizItemKind.Gap || $"{item.Ask}{item.Code}".Contains(Gap, StringComparison.Ordinal),
            $"{where} has no gap '{Gap}'.");
        Require((item.Code is null) == (item.Language is null), $"{where} must have both code and its language, or neither.");
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static void Unique(string what, IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            Require(seen.Add(value), $"The {what} '{value}' occurs twice.");
        }
    }

    private static void Text(string where, string what, string value) =>
        Require(!string.IsNullOrWhiteSpace(value), $"{where} has an empty {what}.");

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidCatalogException(message);
        }
    }
}
