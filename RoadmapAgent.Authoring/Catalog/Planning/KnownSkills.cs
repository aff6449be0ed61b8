using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Catalog.Reading;
using RoadmapAgent.Authoring.Rendering;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Determines the skills that a learner has from the known technologies of the request and from its goal.</summary>
internal sealed class KnownSkills
{
    /// <summary>The skill that makes the difference between a programmer and other professions.</summary>
    private const string Programming = "programming-basics";

    private readonly Lexicon _lexicon;
    private readonly List<string> _ids = [];
    private readonly List<string> _names = [];
    private readonly List<string> _unrecognised = [];

    /// <summary>Reads the known technologies and what the goal says that the learner knows.</summary>
    public KnownSkills(Lexicon lexicon, IReadOnlyList<string> technologies, GoalMeaning meaning)
    {
        _lexicon = lexicon;
        technologies.ToList().ForEach(Add);
        foreach (var said in meaning.Mentions.Where(said => said.Mood is Mood.Known))
        {
            Add(TargetChoice.OnlySkill(said.Mention, lexicon) is { } skill
                ? said.Mention with { Goal = null, Skill = skill }
                : said.Mention);
            if (said.IsWork && lexicon.Graph.Closure(_ids).Contains(Programming))
            {
                _ids.AddRange(lexicon.KnownAtWork);
            }
        }

        Ids = lexicon.Graph.Closure(_ids);
    }

    /// <summary>The ids of the skills that the learner has, with their prerequisites.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>The names of what the learner knows and the catalog recognised.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Known technologies that the catalog does not know.</summary>
    public IReadOnlyList<string> Unrecognised => _unrecognised;

    private void Add(string technology)
    {
        IReadOnlyList<Skill> skills = _lexicon.Graph.Named(technology) is { } skill ? [skill] : _lexicon.Graph.MentionedIn(technology);
        if (skills.Count > 0)
        {
            skills.ToList().ForEach(one => Add(new Mention(technology, "", Skill: one)));
        }
        else if (_lexicon.Exact(Words.Key(technology)) is { Topic.Knows: not null } topic)
        {
            Add(topic);
        }
        else if (!string.IsNullOrWhiteSpace(technology))
        {
            _unrecognised.Add(OneLine.Of(technology, 40));
        }
    }

    private void Add(Mention mention)
    {
        IReadOnlyList<string> ids = mention switch
        {
            { Skill: { } skill } => [skill.Id, .. _lexicon.KnownWith(skill)],
            { Topic: { } topic } => topic.Knows ?? topic.Skills ?? [],
            { Goal: { } goal } => _lexicon.TopicOf(goal)?.Knows ?? goal.Skills,
            _ => mention.Certification!.Skills,
        };
        _ids.AddRange(ids);
        var name = mention.Goal is { } known ? _lexicon.TopicOf(known)?.Name ?? mention.Words : mention.Name;
        if (ids.Count > 0 && !_names.Contains(name))
        {
            _names.Add(name);
        }
    }
}
