using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Puts the quiz items of key points in a row.</summary>
internal static class ItemRow
{
    /// <summary>
    /// Returns all items, each once. The groups take turns, and of its items each gives one of the kind that was used the longest ago.
    /// </summary>
    /// <param name="groups">The points in groups of equal weight.</param>
    /// <param name="seed">Equal seeds give equal rows.</param>
    public static IReadOnlyList<(KeyPoint Point, QuizItem Item)> Of(IReadOnlyList<IReadOnlyList<TaughtPoint>> groups, string seed)
    {
        var left = StableOrder.Shuffle(groups, seed).Select(group => StableOrder.Shuffle(Items(group), seed).ToList()).ToList();
        var row = new List<(KeyPoint Point, QuizItem Item)>();
        var lastUse = new Dictionary<QuizItemKind, int>();
        while (left.Exists(items => items.Count > 0))
        {
            foreach (var items in left.Where(items => items.Count > 0))
            {
                var next = items.MinBy(one => lastUse.GetValueOrDefault(one.Item.Kind, -1));
                items.Remove(next);
                lastUse[next.Item.Kind] = row.Count;
                row.Add(next);
            }
        }

        return row;
    }

    private static IEnumerable<(KeyPoint Point, QuizItem Item)> Items(IReadOnlyList<TaughtPoint> group) =>
        group.SelectMany(one => LessonLibrary.Of(one.Skill).ItemsOf(one.Point).Select(item => (one.Point, item)));
}
