namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>A shuffled order that is the same for the same seed on every machine.</summary>
internal static class StableOrder
{
    /// <summary>Returns the items shuffled by <paramref name="seed"/>.</summary>
    public static IReadOnlyList<T> Shuffle<T>(IEnumerable<T> items, string seed)
    {
        var shuffled = items.ToArray();
        var state = Hash(seed);
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            state = Step(state);
            var j = (int)((state >> 33) % (uint)(i + 1));
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    /// <summary>Computes FNV-1a, because string.GetHashCode differs between processes.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash;
    }

    private static ulong Step(ulong state) => unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
}
