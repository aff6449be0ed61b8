using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Catalog.Reading;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>The catalog's interpretation of a request.</summary>
/// <param name="Goal">The first recognised goal, or null.</param>
/// <param name="Targets">The target skills, the most important first; the generic ones if nothing was recognised.</param>
/// <param name="Named">Ids of the skills that the learner asks for by name.</param>
/// <param name="Known">Ids of the skills the learner has: those named and their prerequisites.</param>
/// <param name="KnownNames">What the learner knows, as far as it changes the plan.</param>
/// <param name="Unrecognised">Known technologies the catalog has no skill for.</param>
/// <param name="LeftOut">Ids of the skills that the learner does not want and the plan does not need.</param>
/// <param name="Needed">Skills that the learner does not want, but that a skill asked for by name builds on.</param>
/// <param name="Understood">Whether a goal or skills were recognised.</param>
/// <param name="Title">The roadmap's title, unless it is generic.</param>
/// <param name="Shown">The reading as the learner sees it.</param>
internal sealed record RequestReading(
    Goal? Goal,
    IReadOnlyList<Skill> Targets,
    IReadOnlySet<string> Named,
    IReadOnlySet<string> Known,
    IReadOnlyList<string> KnownNames,
    IReadOnlyList<string> Unrecognised,
    IReadOnlySet<string> LeftOut,
    IReadOnlyList<Skill> Needed,
    bool Understood,
    string Title,
    GoalReading Shown)
{
    /// <summary>Reads a request. Pure.</summary>
    public static RequestReading Of(RoadmapRequest request, SkillGraph graph)
    {
        var lexicon = Lexicon.Of(graph);
        var meaning = WholeGoal(request.Goal, graph) ?? GoalGrammar.Read(request.Goal, lexicon, request.AskedOn);
        var targets = new TargetChoice(lexicon, meaning);
        var exclusion = new Exclusion(lexicon, targets, meaning.In(Mood.Excluded));
        var known = new KnownSkills(lexicon, request.KnownTechnologies, meaning);
        var understood = exclusion.Targets.Count > 0;
        return new RequestReading(
            targets.Goals.Count > 0 ? targets.Goals[0] : null,
            understood ? exclusion.Targets : [.. graph.Fields.Single(field => field.Id == SkillGraph.GenericField).Skills],
            targets.Named.Select(skill => skill.Id).ToHashSet(StringComparer.Ordinal),
            known.Ids,
            known.Names,
            known.Unrecognised,
            exclusion.LeftOut,
            exclusion.Needed,
            understood,
            new GoalTitle(targets, exclusion.Targets).Text,
            new ShownReading(lexicon, request, meaning, targets, exclusion).Create());
    }

    /// <summary>Reads a goal that is as a whole the title of a goal of the catalog, whatever its words mean; null if it is not.</summary>
    private static GoalMeaning? WholeGoal(string text, SkillGraph graph) => graph.Titled(text) is { } goal
        ? new GoalMeaning([new Said(new Mention(text, Words.Key(text), Goal: goal), Mood.Wanted)], null, null, [], [])
        : null;
}
