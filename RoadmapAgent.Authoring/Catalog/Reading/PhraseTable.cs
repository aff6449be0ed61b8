using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Values by the phrases that stand for them.</summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private int _longest;

    /// <summary>Adds a phrase; false if it is already there or has no words.</summary>
    public bool TryAdd(string phrase, T value)
    {
        var words = Words.Of(phrase);
        if (words.Count == 0 || !_values.TryAdd(string.Join(' ', words), value))
        {
            return false;
        }

        _longest = Math.Max(_longest, words.Count);
        return true;
    }

    /// <summary>Returns the value of exactly this phrase, in comparable form; default if there is none.</summary>
    public T? Exact(string key) => _values.GetValueOrDefault(key);

    /// <summary>Returns the value of the longest phrase at a place and its number of words; 0 words if there is none.</summary>
    public (T? Value, int Count) At(IReadOnlyList<GoalWord> words, int start)
    {
        for (var count = Math.Min(_longest, words.Count - start); count > 0; count--)
        {
            var phrase = string.Join(' ', words.Skip(start).Take(count).Select(word => word.Key));
            if (IsUnbroken(words, start, count) && _values.TryGetValue(phrase, out var value))
            {
                return (value, count);
            }
        }

        return (default, 0);
    }

    /// <summary>A phrase may contain commas and slashes ("CI/CD"), but does not go beyond a sentence or parenthesis.</summary>
    private static bool IsUnbroken(IReadOnlyList<GoalWord> words, int start, int count) =>
        !words.Skip(start + 1).Take(count - 1).Any(word => word.Before is not (Pause.None or Pause.Comma));
}
