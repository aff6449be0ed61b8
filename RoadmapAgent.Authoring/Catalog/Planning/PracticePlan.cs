using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Adds practice: a session at the end of a stage, and the projects at the end of a plan.</summary>
internal sealed class PracticePlan(SkillGraph graph, Level level, Pace pace)
{
    /// <summary>The title of the closing stage.</summary>
    public const string FinalTitle = "Put it to work";

    private const int MostSkillsInSession = 4;
    private const double FewestHoursToPractise = 4;
    private const string SessionModule = "Practice";

    /// <summary>
    /// Adds a practice session on a stage's largest skills; no change if it has no catalog skills or already has a session.
    /// </summary>
    public Stage WithSession(Stage stage)
    {
        var concepts = stage.Modules.SelectMany(module => module.Concepts).ToList();
        if (concepts.Exists(concept => ConceptSource.Of(concept, graph) is PracticeSession))
        {
            return stage;
        }

        var skills = concepts
            .Select(concept => (Source: ConceptSource.Of(concept, graph) as SkillPart, concept.Hours))
            .Where(one => one.Source is not null)
            .GroupBy(one => one.Source!.Skill)
            .OrderByDescending(group => group.Sum(one => one.Hours))
            .ThenBy(group => graph.OrderOf(group.Key.Id))
            .Take(MostSkillsInSession)
            .Select(group => group.Key)
            .ToList();
        if (skills.Count == 0 || concepts.Sum(concept => concept.Hours) < FewestHoursToPractise)
        {
            return stage;
        }

        var session = Session($"Practice: {OneLine.Title(skills.Select(skill => skill.Name))}", skills, concepts, 3);
        return stage with
        {
            Modules =
            [
                .. stage.Modules,
                new Module(SessionModule, "Nothing new: what this stage taught, used without looking it up.", [session]),
            ],
        };
    }

    /// <summary>Creates the closing stage: projects that use the plan's skills, or a capstone on its targets if no project fits.</summary>
    public Stage FinalStage(Selection selection, RequestReading reading, IReadOnlyList<Stage> stages)
    {
        var earlier = stages.SelectMany(stage => stage.Modules).SelectMany(module => module.Concepts).ToList();
        var have = selection.Skills.Concat(reading.Known)
            .Concat(selection.Assumed.Select(skill => skill.Id))
            .ToHashSet(StringComparer.Ordinal);
        var projects = Fitting(have, selection)
            .Take(pace == Pace.Intensive ? 2 : 1)
            .Select(project => ConceptOf(project, earlier))
            .ToList();
        if (projects.Count == 0)
        {
            projects.Add(Capstone(selection.Targets, earlier));
        }

        return new Stage(
            FinalTitle,
            "Something finished that you can show, made with what the stages before taught.",
            [new Module(projects.Count == 1 ? "Final project" : "Projects", "Build it, use it, have somebody look at it.", projects)]);
    }

    /// <summary>
    /// Returns projects whose skills are all taught and that use a target beyond the foundations, the most important target first.
    /// </summary>
    private IEnumerable<Project> Fitting(HashSet<string> have, Selection selection)
    {
        var important = selection.Targets.Where(skill => skill.Tier != Tier.Foundation).ToList();
        if (important.Count == 0)
        {
            important = [.. selection.Targets];
        }

        var rank = important.Select((skill, index) => (skill.Id, index))
            .ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        return graph.Fields.SelectMany(field => field.Projects)
            .Where(project => project.Skills.All(have.Contains) && project.Skills.Any(rank.ContainsKey))
            .OrderBy(project => project.Skills.Min(id => rank.GetValueOrDefault(id, int.MaxValue)))
            .ThenByDescending(project => project.Skills.Count(rank.ContainsKey))
            .ThenByDescending(project => project.Skills.Count(selection.Skills.Contains))
            .ThenBy(project => project.Id, StringComparer.Ordinal);
    }

    /// <summary>Creates the concept of a project, which builds on all its skills in the plan.</summary>
    private Concept ConceptOf(Project project, IReadOnlyList<Concept> earlier) => new(
        $"project/{project.Id}",
        project.Name,
        project.Description,
        FrameworkShape.RoundHours(project.Hours.At(level) * (pace == Pace.Light ? 0.7 : 1)),
        pace == Pace.Light ? Difficulty.Medium : Difficulty.Hard,
        LastPartsOf(project.Skills, earlier),
        new ProjectWork(project).Keywords());

    private Concept Capstone(IReadOnlyList<Skill> targets, IReadOnlyList<Concept> earlier)
    {
        var hours = pace switch { Pace.Light => 4, Pace.Steady => 8, _ => 14 };
        return Session(
            $"Capstone: {OneLine.Title(targets.Take(MostSkillsInSession).Select(skill => skill.Name))}",
            [.. targets.Take(MostSkillsInSession)],
            earlier,
            hours);
    }

    private Concept Session(string name, List<Skill> skills, IReadOnlyList<Concept> earlier, double hours) => new(
        $"{name}/{earlier.Count}",
        name,
        $"Exercises that use {OneLine.List(skills.Select(skill => skill.Name))} together.",
        hours,
        Difficulty.Medium,
        LastPartsOf([.. skills.Select(skill => skill.Id)], earlier),
        new PracticeSession(skills).Keywords());

    private List<string> LastPartsOf(IReadOnlyList<string> skills, IReadOnlyList<Concept> earlier)
    {
        var parts = earlier.Select(concept => (concept.Id, Part: ConceptSource.Of(concept, graph) as SkillPart)).ToList();
        return [.. skills.Select(id => parts.FindLast(one => one.Part?.Skill.Id == id).Id).OfType<string>().Distinct()];
    }
}
