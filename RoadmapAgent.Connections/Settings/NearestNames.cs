namespace RoadmapAgent.Connections.Settings;

/// <summary>Finds what a misspelt name was meant to be.</summary>
public static class NearestNames
{
    // A third of the letters may be wrong, but never so many that any short word is near to any other.
    private const int LettersPerMistake = 3;
    private const int MostMistakes = 3;

    /// <summary>
    /// Finds the names that differ least from a misspelt one: by inserted, missing, wrong or swapped letters, ignoring case.
    /// </summary>
    /// <param name="misspelt">The misspelt name.</param>
    /// <param name="names">The valid names.</param>
    /// <returns>Those with the smallest difference; none if all differ by more than a third of their letters.</returns>
    public static IReadOnlyList<string> Of(string misspelt, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(misspelt);
        ArgumentNullException.ThrowIfNull(names);
        var near = names.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: Distance(misspelt.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(name => name.Distance <= Math.Clamp(name.Name.Length / LettersPerMistake, 1, MostMistakes))
            .ToList();
        return [.. near.Where(name => name.Distance == near.Min(other => other.Distance)).Select(name => name.Name)];
    }

    /// <summary>Computes the optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Smallest(i, j);
            }
        }

        return distances[a.Length, b.Length];

        int Smallest(int i, int j)
        {
            var replaced = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var smallest = Math.Min(replaced, 1 + Math.Min(distances[i - 1, j], distances[i, j - 1]));
            var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return swapped ? Math.Min(smallest, distances[i - 2, j - 2] + 1) : smallest;
        }
    }
}
