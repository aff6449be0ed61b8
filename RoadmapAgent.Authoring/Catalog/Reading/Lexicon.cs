using System.Runtime.CompilerServices;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>The words that goals are made of: those of a skill graph, topics, certifications, cues and translations. Immutable.</summary>
internal sealed class Lexicon
{
    private static readonly ConditionalWeakTable<SkillGraph, Lexicon> Known = new();

    private readonly Dictionary<string, Topic> _topicByGoal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _knownWith = new(StringComparer.Ordinal);

    /// <summary>Reads the data files for a graph.</summary>
    /// <exception cref="InvalidCatalogException">A file is invalid or names a skill that the graph does not have.</exception>
    private Lexicon(SkillGraph graph)
    {
        Graph = graph;
        foreach (var (cue, phrases) in LexiconFiles.Cues())
        {
            foreach (var phrase in phrases)
            {
                Require(Cues.TryAdd(phrase, cue), $"The cue '{phrase}' is empty or has two meanings.");
            }
        }

        AddSkills();
        foreach (var certification in LexiconFiles.Certifications())
        {
            Check(certification.Name, certification.Skills);
            certification.Phrases.ToList().ForEach(phrase => Mentions.TryAdd(phrase, new Mention("", "", Certification: certification)));
        }

        var list = LexiconFiles.Topics();
        Check("illustratedIn", list.IllustratedIn.Keys.Concat(list.IllustratedIn.Values));
        Check("knownAtWork", list.KnownAtWork);
        (IllustratedIn, KnownAtWork) = (list.IllustratedIn, list.KnownAtWork);
        list.Topics.ToList().ForEach(Add);
        foreach (var (word, english) in LexiconFiles.Translations("german"))
        {
            Require(German.TryAdd(word, english), $"The German '{word}' has two translations.");
        }
    }

    /// <summary>The graph whose skills it knows.</summary>
    public SkillGraph Graph { get; }

    /// <summary>Phrases that mean the same everywhere in a goal.</summary>
    public PhraseTable<Mention> Mentions { get; } = new();

    /// <summary>Names that are ordinary words or single letters elsewhere, such as "Go" and "R".</summary>
    public PhraseTable<Mention> Names { get; } = new();

    /// <summary>The phrases of the cues.</summary>
    public PhraseTable<Cue?> Cues { get; } = new();

    /// <summary>German words and phrases in English.</summary>
    public PhraseTable<string> German { get; } = new();

    /// <summary>Chinese words in English.</summary>
    public IReadOnlyDictionary<string, string> Chinese { get; } = LexiconFiles.Translations("chinese");

    /// <summary>Skills whose lessons use a language only in their examples, with that language.</summary>
    public IReadOnlyDictionary<string, string> IllustratedIn { get; }

    /// <summary>Ids of skills that everyone has who has worked as a programmer.</summary>
    public IReadOnlyList<string> KnownAtWork { get; }

    /// <summary>Returns the lexicon for a graph, which is created once.</summary>
    public static Lexicon Of(SkillGraph graph) => Known.GetValue(graph, one => new Lexicon(one));

    /// <summary>Returns the topic that a goal of the catalog belongs to, or null.</summary>
    public Topic? TopicOf(Goal goal) => _topicByGoal.GetValueOrDefault(goal.Id);

    /// <summary>Returns the ids of skills that a learner who comes from this skill has besides its prerequisites.</summary>
    public IReadOnlyList<string> KnownWith(Skill skill) => _knownWith.GetValueOrDefault(skill.Id, []);

    /// <summary>Returns the meaning of exactly these words, even if they are ordinary words elsewhere; null if there is none.</summary>
    public Mention? Exact(string key) => Mentions.Exact(key) ?? Names.Exact(key);

    private void AddSkills()
    {
        foreach (var skill in Graph.Skills.Where(skill => skill.Field != SkillGraph.GenericField))
        {
            var mention = new Mention("", "", Skill: skill);
            skill.Aliases.ToList().ForEach(alias => Mentions.TryAdd(alias, mention));
            // A name of several words means the skill everywhere; a single one does if it is an alias too.
            (Words.Of(skill.Name).Count > 1 ? Mentions : Names).TryAdd(skill.Name, mention);
            Names.TryAdd(skill.Id, mention);
            (skill.Names ?? []).ToList().ForEach(name => Names.TryAdd(name, mention));
        }
    }

    private void Add(Topic topic)
    {
        string[] named = [.. topic.Skills ?? [], .. topic.Knows ?? [], .. topic.Nearest ?? [], .. topic.With?.Keys ?? []];
        Check(topic.Name, named.Concat(topic.With?.Values.SelectMany(ids => ids) ?? []));
        foreach (var phrase in topic.Phrases)
        {
            // A skill of the graph goes before a topic of the same name, and is known with the same skills.
            if (Exact(Words.Key(phrase))?.Skill is { } skill && topic.Knows is { } knows)
            {
                _knownWith.TryAdd(skill.Id, []);
                _knownWith[skill.Id].AddRange(knows);
            }

            (IsOrdinary(phrase) ? Names : Mentions).TryAdd(phrase, new Mention("", "", Topic: topic));
        }

        if (topic.Goal is { } id)
        {
            Require(Graph.Goals.Any(goal => goal.Id == id), $"The topic '{topic.Name}' names the goal '{id}', which does not exist.");
            Require(_topicByGoal.TryAdd(id, topic), $"The goal '{id}' belongs to two topics.");
        }
    }

    /// <summary>Whether a phrase is too short to mean anything inside a sentence.</summary>
    private static bool IsOrdinary(string phrase) => phrase.Length < 2;

    private void Check(string where, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            Require(Graph.TryGet(id, out _), $"'{where}' names the skill '{id}', which does not exist.");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidCatalogException(message);
        }
    }
}
