using System.Globalization;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Roadmaps;

/// <summary>Small plans for tests.</summary>
internal static class Plans
{
    /// <summary>
    /// A plan that is valid from one hour per week: one-hour concepts in modules and stages, each with its predecessor as prerequisite.
    /// </summary>
    public static Framework Of(int stages = 2, int modules = 2, int concepts = 2)
    {
        string? before = null;
        Concept Next(int s, int m, int c)
        {
            var concept = Concept(string.Create(CultureInfo.InvariantCulture, $"c-{s}-{m}-{c}"), hours: 1, before is null ? [] : [before]);
            before = concept.Id;
            return concept;
        }

        var total = stages * modules * concepts;
        return new(
            "Learn .NET",
            "From the first line to a service.",
            [
                .. Numbers(stages).Select(s => new Stage(
                    $"Stage {s}",
                    "A result.",
                    [
                        .. Numbers(modules).Select(m => new Module(
                            $"Module {s}-{m}", "Together.", [.. Numbers(concepts).Select(c => Next(s, m, c))])),
                    ])),
            ],
            TotalHours: total,
            Weeks: total);
    }

    /// <summary>A plan of one module with exactly these concepts and their total hours.</summary>
    public static Framework With(params Concept[] concepts)
    {
        var hours = concepts.Sum(concept => concept.Hours);
        return new(
            "Learn .NET",
            "From the first line to a service.",
            [new("Stage", "A result.", [new("Module", "Together.", concepts)])],
            hours,
            (int)Math.Ceiling(hours));
    }

    public static Concept Concept(string id, double hours = 1, params string[] prerequisites) =>
        new(id, $"Concept {id}", "What it is.", hours, Difficulty.Medium, prerequisites, ["dotnet"]);

    /// <summary>The same plan with every concept changed.</summary>
    public static Framework Change(this Framework plan, Func<Concept, Concept> change) => plan with
    {
        Stages =
        [
            .. plan.Stages.Select(
                stage =>
                    stage with
                    {
                        Modules = [.. stage.Modules.Select(module => module with { Concepts = [.. module.Concepts.Select(change)] })],
                    }),
        ],
    };

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
