using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Catalog.Reading;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Chooses the target skills of a goal from what it names.</summary>
internal sealed class TargetChoice
{
    /// <summary>The maximum number of targets of a plan.</summary>
    private const int MostTargets = 10;

    private readonly Lexicon _lexicon;

    /// <summary>Chooses the targets.</summary>
    public TargetChoice(Lexicon lexicon, GoalMeaning meaning)
    {
        _lexicon = lexicon;
        var purposes = meaning.In(Mood.Purpose);
        var wanted = meaning.In(Mood.Wanted);
        Certifications = [.. wanted.Concat(purposes).Where(mention => mention.Certification is not null)];
        // "A plan for Terraform": without anything else, what it is for is what is wanted.
        (wanted, purposes) = wanted.Count == 0 ? (purposes, wanted) : (wanted, purposes);
        Purposes = [.. purposes.Where(mention => mention.Certification is null)];
        List<Mention> subjects = [.. wanted.Where(mention => mention.Certification is null)];
        Named = [.. subjects.Select(mention => mention.Skill ?? OnlySkill(mention)).OfType<Skill>().Distinct()];
        Wanted = Narrowed(subjects);
        Goals = [.. Wanted.Select(mention => mention.Goal).OfType<Goal>()];
        Skills = Chosen();
    }

    /// <summary>The wanted things except certifications, in the order of the goal.</summary>
    public IReadOnlyList<Mention> Wanted { get; }

    /// <summary>What they are for, except certifications.</summary>
    public IReadOnlyList<Mention> Purposes { get; }

    /// <summary>The certifications that the learner prepares for.</summary>
    public IReadOnlyList<Mention> Certifications { get; }

    /// <summary>The wanted skills that the goal names, also as a goal of the catalog ("learn SQL").</summary>
    public IReadOnlyList<Skill> Named { get; }

    /// <summary>The wanted goals of the catalog.</summary>
    public IReadOnlyList<Goal> Goals { get; }

    /// <summary>The target skills, the most important first.</summary>
    public IReadOnlyList<Skill> Skills { get; }

    /// <summary>Returns the ids of the skills that make up what the goal names; empty if the catalog does not teach it.</summary>
    public IReadOnlyList<string> SkillsOf(Mention mention) => mention switch
    {
        { Skill: { } skill } => [skill.Id],
        { Certification: { } certification } => [.. certification.Skills.Union(Taught(certification.Objectives))],
        { Goal: { } goal } => Combined(_lexicon.TopicOf(goal)) ?? goal.Skills,
        { Topic: { } topic } => Combined(topic) ?? topic.Skills ?? GoalOf(topic)?.Skills ?? [],
        _ => [],
    };

    /// <summary>Returns the objectives of a certification that no skill of the catalog is named after.</summary>
    public IReadOnlyList<string> Missing(Certification certification) =>
        [.. certification.Objectives.Where(objective => _lexicon.Exact(Words.Key(objective))?.Skill is null)];

    private IEnumerable<string> Taught(IReadOnlyList<string> objectives) =>
        objectives.Select(objective => _lexicon.Exact(Words.Key(objective))?.Skill?.Id).OfType<string>();

    private Goal? GoalOf(Topic topic) => _lexicon.Graph.Goals.FirstOrDefault(goal => goal.Id == topic.Goal);

    /// <summary>Returns the skills of a topic together with a skill that the goal names: a web server with Rust; null for none.</summary>
    private IReadOnlyList<string>? Combined(Topic? topic) =>
        Named.Select(skill => topic?.With?.GetValueOrDefault(skill.Id)).FirstOrDefault(skills => skills is not null);

    /// <summary>
    /// Replaces goals that only name a skill ("learn SQL") by that skill if the rest of the goal says more exactly what is wanted.
    /// </summary>
    private List<Mention> Narrowed(List<Mention> wanted)
    {
        var isNarrow = Certifications.Count > 0 || Purposes.Any(one => SkillsOf(one).Count > 0);
        return
        [
            .. wanted.Select(mention => OnlySkill(mention) is { } skill && (isNarrow || wanted.Exists(other => SaysMore(other, skill)))
                ? mention with { Goal = null, Skill = skill }
                : mention)
                .DistinctBy(mention => mention.Name),
        ];

        bool SaysMore(Mention other, Skill skill) => OnlySkill(other) is { } only ? only != skill
            : other.Skill is { } named ? named != skill
            : other.Topic is not null && SkillsOf(other).Count > 0;
    }

    private Skill? OnlySkill(Mention mention) => OnlySkill(mention, _lexicon);

    /// <summary>Returns the skill that the words of a goal consist of, but for verbs and professions; null if they say more.</summary>
    public static Skill? OnlySkill(Mention mention, Lexicon lexicon)
    {
        if (mention.Goal is null)
        {
            return null;
        }

        var words = mention.Key.Split(' ');
        var subject = words.SkipWhile(word => word is "a" or "an" or "the" || lexicon.Cues.Exact(word) is Cue.Learn)
            .Reverse()
            .SkipWhile(word => lexicon.Cues.Exact(word) is Cue.Profession)
            .Reverse();
        return (lexicon.Exact(mention.Key) ?? lexicon.Exact(string.Join(' ', subject)))?.Skill;
    }

    private List<Skill> Chosen()
    {
        var ids = Goals.SelectMany(goal => SkillsOf(new Mention("", "", Goal: goal))).ToList();
        var covered = _lexicon.Graph.Closure(ids);
        var others = Wanted.Where(mention => mention.Goal is null).Concat(Certifications);
        ids.AddRange(others.SelectMany(SkillsOf).Where(id => !covered.Contains(id)));
        ids.AddRange(Purposes.SelectMany(SkillsOf));
        return [.. ids.Distinct().Take(MostTargets).Select(id => _lexicon.Graph[id])];
    }
}
