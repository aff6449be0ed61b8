using System.Globalization;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>
/// Converts any framework to valid form: ids by position, prerequisites that point backwards, nothing empty, correct totals.
/// </summary>
internal static class FrameworkShape
{
    private const int FewestStages = 3;
    private const double FewestHours = 0.5;

    /// <summary>Returns the framework in valid form; its original ids only need to be unique. Pure.</summary>
    /// <remarks>Three stages need at least three concepts; with fewer, every concept becomes a stage.</remarks>
    public static Framework Normalize(Framework framework, int hoursPerWeek)
    {
        var stages = Split(framework.Stages.Select(WithoutEmpty).Where(stage => stage.Modules.Count > 0).ToList());
        var newIds = new Dictionary<string, string>(StringComparer.Ordinal);
        var numbered = stages.Select((stage, s) => stage with
        {
            Modules = [.. stage.Modules.Select((module, m) => module with
            {
                Concepts = [.. module.Concepts.Select((concept, c) => Number(concept, s + 1, m + 1, c + 1, newIds))],
            })],
        }).ToList();
        var hours = numbered.SelectMany(stage => stage.Modules).SelectMany(module => module.Concepts).Sum(concept => concept.Hours);
        return framework with { Stages = numbered, TotalHours = hours, Weeks = WeeksFor(hours, hoursPerWeek) };
    }

    /// <summary>Returns the number of weeks, rounded up; at least 1.</summary>
    public static int WeeksFor(double hours, int hoursPerWeek) => Math.Max(1, (int)Math.Ceiling(hours / Math.Max(1, hoursPerWeek)));

    /// <summary>Rounds hours to halves; at least 0.5.</summary>
    public static double RoundHours(double hours) =>
        Math.Max(FewestHours, Math.Round(hours * 2, MidpointRounding.AwayFromZero) / 2);

    private static Concept Number(Concept concept, int stage, int module, int number, Dictionary<string, string> newIds)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"c-{stage}-{module}-{number}");
        var prerequisites = concept.Prerequisites.Select(old => newIds.GetValueOrDefault(old)).OfType<string>().Distinct().ToList();
        newIds.TryAdd(concept.Id, id);
        return concept with { Id = id, Prerequisites = prerequisites, Hours = RoundHours(concept.Hours) };
    }

    private static Stage WithoutEmpty(Stage stage) =>
        stage with { Modules = [.. stage.Modules.Where(module => module.Concepts.Count > 0)] };

    private static List<Stage> Split(List<Stage> stages)
    {
        while (stages.Count < FewestStages)
        {
            var longest = Enumerable.Range(0, stages.Count)
                .OrderByDescending(i => stages[i].Modules.Sum(module => module.Concepts.Count))
                .FirstOrDefault(-1);
            if (longest < 0 || stages[longest].Modules.Sum(module => module.Concepts.Count) < 2)
            {
                break;
            }

            var (first, second) = Halve(stages[longest]);
            stages[longest] = first;
            stages.Insert(longest + 1, second);
        }

        return stages;
    }

    private static (Stage First, Stage Second) Halve(Stage stage)
    {
        var modules = stage.Modules;
        if (modules is [var only])
        {
            var half = (only.Concepts.Count + 1) / 2;
            modules = [only with { Concepts = [.. only.Concepts.Take(half)] }, only with { Concepts = [.. only.Concepts.Skip(half)] }];
        }

        var cut = (modules.Count + 1) / 2;
        return (stage with { Modules = [.. modules.Take(cut)] },
            stage with { Title = stage.Title + ", continued", Modules = [.. modules.Skip(cut)] });
    }
}
