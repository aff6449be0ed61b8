using System.Globalization;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>A plan as written by a model: totals are computed here, and the model's ids only distinguish its concepts.</summary>
internal sealed record PlanDraft(string Title, string Summary, IReadOnlyList<Stage> Stages)
{
    private const int MaxConcepts = 80;
    private const double MaxHours = 200;

    /// <summary>
    /// Creates the plan with ids by position, prerequisites by these ids, and totals. Prerequisites that name no concept or a later one are
    /// left for the structural validation to report.
    /// </summary>
    /// <exception cref="AuthorException">
    /// A title or name is missing, the plan is too large, or the hours of a concept are out of range.
    /// </exception>
    public Framework ToFramework(int hoursPerWeek)
    {
        Check();
        var ids = NewIds();
        Stage[] stages =
        [
            .. Stages.Select((stage, s) => new Stage(
                stage.Title.Trim(),
                stage.Description.Trim(),
                [
                    .. stage.Modules.Select((module, m) => new Module(
                        module.Title.Trim(),
                        module.Description.Trim(),
                        [.. module.Concepts.Select((concept, c) => Normalize(concept, Id(s, m, c), ids))])),
                ])),
        ];
        var hours = stages.SelectMany(stage => stage.Modules).SelectMany(module => module.Concepts).Sum(concept => concept.Hours);
        return new(Title.Trim(), Summary.Trim(), stages, hours, FrameworkShape.WeeksFor(hours, hoursPerWeek));
    }

    private static Concept Normalize(Concept concept, string id, Dictionary<string, string> ids) => new(
        id,
        concept.Name.Trim(),
        concept.Description.Trim(),
        FrameworkShape.RoundHours(concept.Hours),
        concept.Difficulty,
        [
            .. concept.Prerequisites
                .Select(named => ids.GetValueOrDefault(named.Trim(), named))
                .Where(prerequisite => prerequisite != id)
                .Distinct(),
        ],
        [.. concept.Keywords.Select(keyword => keyword.Trim()).Where(keyword => keyword.Length > 0).Distinct()]);

    /// <summary>Maps the model's ids and names to new ids, because models refer to prerequisites by id and sometimes by name.</summary>
    private Dictionary<string, string> NewIds()
    {
        var concepts = (
            from stage in Stages.Select((value, index) => (value, index))
            from module in stage.value.Modules.Select((value, index) => (value, index))
            from concept in module.value.Concepts.Select((value, index) => (value, index))
            select (concept.value, Id: Id(stage.index, module.index, concept.index))).ToList();
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        concepts.ForEach(concept => ids.TryAdd(concept.value.Id.Trim(), concept.Id));
        concepts.ForEach(concept => ids.TryAdd(concept.value.Name.Trim(), concept.Id));
        return ids;
    }

    private void Check()
    {
        var modules = Stages.SelectMany(stage => stage.Modules).ToList();
        var concepts = modules.SelectMany(module => module.Concepts).ToList();
        Require(!string.IsNullOrWhiteSpace(Title), "The plan has no title.");
        Require(Stages.All(stage => !string.IsNullOrWhiteSpace(stage.Title)), "A stage has no title.");
        Require(modules.All(module => !string.IsNullOrWhiteSpace(module.Title)), "A module has no title.");
        Require(concepts.All(concept => !string.IsNullOrWhiteSpace(concept.Name)), "A concept has no name.");
        Require(concepts.Count <= MaxConcepts, $"A plan must have at most {MaxConcepts} concepts (was {concepts.Count}).");
        foreach (var concept in concepts)
        {
            Require(
                concept.Hours is > 0 and <= MaxHours,
                $"Hours of the concept '{concept.Name}' must be between 0.5 and {MaxHours} (was {concept.Hours}).");
        }
    }

    private static string Id(int stage, int module, int concept) =>
        string.Create(CultureInfo.InvariantCulture, $"c-{stage + 1}-{module + 1}-{concept + 1}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new AuthorException(otherwise);
        }
    }
}
