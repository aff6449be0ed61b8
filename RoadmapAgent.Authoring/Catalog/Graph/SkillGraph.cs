using System.Diagnostics.CodeAnalysis;
using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The validated skill graph and its queries. Immutable.</summary>
internal sealed class SkillGraph
{
    /// <summary>The field of the generic plan: learning topics the catalog does not know.</summary>
    public const string GenericField = "learning";

    private static readonly Lazy<SkillGraph> Shared = new(CatalogFiles.LoadEmbedded);

    private readonly Dictionary<string, Skill> _skills;
    private readonly Dictionary<string, Field> _fields;
    private readonly Dictionary<string, int> _order;
    private readonly PhraseIndex _phrases;
    private readonly PhraseIndex _names;

    /// <summary>Checks the data and builds the graph.</summary>
    /// <exception cref="InvalidCatalogException">The data is inconsistent.</exception>
    public SkillGraph(IReadOnlyList<Field> fields, IReadOnlyList<Goal> goals)
    {
        Fields = [.. fields.Select(field => field with { Skills = [.. field.Skills.Select(skill => skill with { Field = field.Id })] })];
        Goals = goals;
        CatalogCheck.Run(Fields, goals);
        _fields = Fields.ToDictionary(field => field.Id, StringComparer.Ordinal);
        Skills = [.. Fields.SelectMany(field => field.Skills)];
        _skills = Skills.ToDictionary(skill => skill.Id, StringComparer.Ordinal);
        _order = Skills.Select((skill, index) => (skill.Id, index))
            .ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        GoalPhrases = [.. goals.SelectMany(goal => goal.Phrases.Select(phrase => (goal, Words.Of(phrase))))];
        (_phrases, _names) = CatalogCheck.IndexNames(Skills);
    }

    /// <summary>The built-in graph, read on first use and kept for the life of the process.</summary>
    public static SkillGraph BuiltIn => Shared.Value;

    /// <summary>The fields in file order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The named goals in file order.</summary>
    public IReadOnlyList<Goal> Goals { get; }

    /// <summary>The phrases that state goals, split into words.</summary>
    public IReadOnlyList<(Goal Goal, IReadOnlyList<string> Words)> GoalPhrases { get; }

    /// <summary>All skills, including those of the generic field.</summary>
    public IReadOnlyList<Skill> Skills { get; }

    /// <summary>Returns the skill with this id.</summary>
    public Skill this[string id] => _skills[id];

    /// <summary>Looks a skill up by id.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out Skill? skill) => _skills.TryGetValue(id, out skill);

    /// <summary>Returns the name of a skill's field.</summary>
    public string FieldName(Skill skill) => _fields[skill.Field].Name;

    /// <summary>Returns the skill's position in the data files, which breaks ties.</summary>
    public int OrderOf(string id) => _order[id];

    /// <summary>Returns the project with this id, or null.</summary>
    public Project? FindProject(string id) => Fields.SelectMany(field => field.Projects).FirstOrDefault(project => project.Id == id);

    /// <summary>Returns the goal with exactly this title, or null.</summary>
    public Goal? Titled(string title) => Goals.FirstOrDefault(goal => Words.Key(goal.Title) == Words.Key(title));

    /// <summary>Returns the skill with exactly this name, or null.</summary>
    public Skill? Named(string name) => _names.Exact(name) is { } id ? _skills[id] : null;

    /// <summary>Returns the skills mentioned in a sentence in order of appearance.</summary>
    public IReadOnlyList<Skill> MentionedIn(string text) => [.. _phrases.FindIn(text).Select(id => _skills[id])];

    /// <summary>Returns the skills that build directly on this one.</summary>
    public IEnumerable<Skill> DependentsOf(string id) => Skills.Where(skill => skill.Prerequisites.Contains(id, StringComparer.Ordinal));

    /// <summary>
    /// Returns the skills and all their prerequisites, except those in <paramref name="without"/> and prerequisites only of those.
    /// </summary>
    public IReadOnlySet<string> Closure(IEnumerable<string> ids, IReadOnlySet<string>? without = null)
    {
        var closure = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(ids);
        while (open.TryPop(out var id))
        {
            if (without?.Contains(id) == true || !closure.Add(id))
            {
                continue;
            }

            foreach (var prerequisite in _skills[id].Prerequisites)
            {
                open.Push(prerequisite);
            }
        }

        return closure;
    }
}
