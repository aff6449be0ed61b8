namespace RoadmapAgent.Authoring.Catalog.Phrases;

/// <summary>Finds known phrases in a text, longest first, without overlaps.</summary>
internal sealed class PhraseIndex
{
    private readonly Dictionary<string, string> _idByPhrase = new(StringComparer.Ordinal);
    private int _longest;

    /// <summary>Adds a phrase; false if another id already has it.</summary>
    public bool TryAdd(string phrase, string id)
    {
        var words = Words.Of(phrase);
        var key = string.Join(' ', words);
        if (key.Length == 0 || (_idByPhrase.TryGetValue(key, out var owner) && owner != id))
        {
            return false;
        }

        _idByPhrase[key] = id;
        _longest = Math.Max(_longest, words.Count);
        return true;
    }

    /// <summary>Returns the id whose phrase matches the whole text, or null.</summary>
    public string? Exact(string text) => _idByPhrase.GetValueOrDefault(Words.Key(text));

    /// <summary>Returns the ids of the phrases in <paramref name="text"/> in order of appearance, each once.</summary>
    public IReadOnlyList<string> FindIn(string text) => FindIn(Words.Of(text));

    /// <summary>Returns the ids of the phrases in <paramref name="words"/> in order of appearance, each once.</summary>
    public IReadOnlyList<string> FindIn(IReadOnlyList<string> words)
    {
        var found = new List<string>();
        for (var start = 0; start < words.Count;)
        {
            var (id, length) = LongestAt(words, start);
            if (id is not null && !found.Contains(id))
            {
                found.Add(id);
            }

            start += length;
        }

        return found;
    }

    private (string? Id, int Length) LongestAt(IReadOnlyList<string> words, int start)
    {
        for (var length = Math.Min(_longest, words.Count - start); length > 0; length--)
        {
            var phrase = string.Join(' ', words.Skip(start).Take(length));
            if (_idByPhrase.TryGetValue(phrase, out var id))
            {
                return (id, length);
            }
        }

        return (null, 1);
    }
}
