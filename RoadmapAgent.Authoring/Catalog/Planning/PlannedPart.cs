using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>A planned concept: part of a skill with its hours.</summary>
internal sealed record PlannedPart(SkillPart Part, double Hours, Difficulty Difficulty, string Name, string Description)
{
    private const int FewestParts = 9;
    private const int MostParts = 22;

    /// <summary>Above this number of hours a concept is split in two, if its skill has enough key points.</summary>
    private const double LongestHours = 8;

    /// <summary>Splits the skills, in the given order, into concepts of a manageable size.</summary>
    public static IReadOnlyList<PlannedPart> Cut(IReadOnlyList<Skill> skills, Selection selection, Level level, Pace pace)
    {
        var taught = skills.Select(skill => Dosage.PointsOf(skill, level, pace, selection.Targets.Contains(skill))).ToList();
        var hours = skills.Select((skill, i) => Dosage.HoursOf(skill, level, taught[i].Count)).ToList();
        var pieces = skills.Select(_ => 1).ToList();
        while (pieces.Sum() < MostParts)
        {
            var longest = Enumerable.Range(0, skills.Count)
                .Where(i => pieces[i] < taught[i].Count)
                .OrderByDescending(i => hours[i] / pieces[i])
                .FirstOrDefault(-1);
            if (longest < 0 || (pieces.Sum() >= FewestParts && hours[longest] / pieces[longest] <= LongestHours))
            {
                break;
            }

            pieces[longest]++;
        }

        return [.. skills.SelectMany((skill, i) => Pieces(skill, taught[i], pieces[i], hours[i]))];
    }

    /// <summary>Creates a concept for a whole skill, or one named after its key points.</summary>
    public static PlannedPart Of(SkillPart part, double hours, bool whole)
    {
        var points = part.KeyPoints.ToList();
        return new PlannedPart(
            part,
            hours,
            DifficultyOf(part.Skill, points),
            whole ? part.Skill.Name : $"{part.Skill.Name}: {OneLine.Title(points.Select(point => point.Name))}",
            whole ? part.Skill.Description : string.Join(' ', points.Take(2).Select(point => FirstSentence(point.Text))));
    }

    private static IEnumerable<PlannedPart> Pieces(Skill skill, IReadOnlyList<int> points, int pieces, double hours)
    {
        var start = 0;
        for (var piece = 0; piece < pieces; piece++)
        {
            var end = points.Count * (piece + 1) / pieces;
            var last = piece == pieces - 1;
            var part = new SkillPart(skill, [.. points.Skip(start).Take(end - start)], last);
            yield return Of(part, hours * (end - start) / points.Count, whole: pieces == 1);
            start = end;
        }
    }

    private static Difficulty DifficultyOf(Skill skill, List<KeyPoint> points)
    {
        if (points.TrueForAll(point => point.Depth == Depth.Basic))
        {
            return skill.Difficulty == Difficulty.Hard ? Difficulty.Medium : Difficulty.Easy;
        }

        return points.TrueForAll(point => point.Depth == Depth.Deep) && skill.Difficulty != Difficulty.Easy
            ? Difficulty.Hard
            : skill.Difficulty;
    }

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }
}
