using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Finds skills that are near to words the catalog does not know: by spelling, then by the words of their descriptions.</summary>
internal static class NearestSkills
{
    private const int ShortestMisspelt = 4;
    private const int ShortestTelling = 5;
    private const int MostByDescription = 3;

    /// <summary>A single common word says little, unless it is in the name.</summary>
    private const int FewestInDescription = 2;

    /// <summary>Returns the ids of the nearest skills; the nearest first, and none if there is none.</summary>
    public static IEnumerable<string> Of(string text, SkillGraph graph)
    {
        var words = Words.Of(text);
        var skills = graph.Skills.Where(skill => skill.Field != SkillGraph.GenericField).ToList();
        var misspelt = skills.Where(skill => skill.Aliases.Append(skill.Name).Any(alias => words.Any(word => IsMisspelt(word, alias))));
        var telling = words.Where(word => word.Length >= ShortestTelling).ToHashSet(StringComparer.Ordinal);
        var described = skills
            .Select(skill => (Skill: skill, Common: Words.Of($"{skill.Name} {skill.Description}").Distinct().Count(telling.Contains)))
            .Where(one => one.Common >= FewestInDescription || Words.Of(one.Skill.Name).Any(telling.Contains))
            .OrderByDescending(one => one.Common)
            .ThenBy(one => graph.OrderOf(one.Skill.Id))
            .Take(MostByDescription)
            .Select(one => one.Skill);
        return misspelt.Concat(described).Select(skill => skill.Id).Distinct();
    }

    private static bool IsMisspelt(string word, string alias)
    {
        var key = Words.Key(alias);
        return word.Length >= ShortestMisspelt && key.Length >= ShortestMisspelt && word[0] == key[0]
            && Math.Abs(word.Length - key.Length) <= 2
            && Distance(word, key) <= (Math.Min(word.Length, key.Length) > 6 ? 2 : 1);
    }

    /// <summary>Returns the number of letters to insert, remove, replace or swap with the next one.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
