using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>The lessons and quiz items of a skill, checked against its key points.</summary>
internal sealed class SkillLessons
{
    /// <summary>Lessons of a skill that has none.</summary>
    public static readonly SkillLessons None = new();

    private readonly Dictionary<string, Lesson> _lessons;
    private readonly ILookup<string, QuizItem> _items;

    /// <summary>Checks lessons and items.</summary>
    /// <exception cref="InvalidCatalogException">They do not fit the skill, or break a rule of their form.</exception>
    public SkillLessons(Skill skill, IReadOnlyList<Lesson> lessons, IReadOnlyList<QuizItem> items)
    {
        LessonCheck.Run(skill, lessons, items);
        _lessons = lessons.ToDictionary(lesson => lesson.Point, StringComparer.Ordinal);
        _items = items.ToLookup(item => item.Point, StringComparer.Ordinal);
    }

    private SkillLessons()
    {
        _lessons = [];
        _items = Array.Empty<QuizItem>().ToLookup(item => item.Point, StringComparer.Ordinal);
    }

    /// <summary>All lessons.</summary>
    public IReadOnlyCollection<Lesson> Lessons => _lessons.Values;

    /// <summary>Returns a point's lesson, or null.</summary>
    public Lesson? Find(KeyPoint point) => _lessons.GetValueOrDefault(point.Name);

    /// <summary>Returns a point's quiz items; empty if it has none.</summary>
    public IReadOnlyList<QuizItem> ItemsOf(KeyPoint point) => [.. _items[point.Name]];
}
