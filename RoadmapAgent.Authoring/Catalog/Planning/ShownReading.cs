using RoadmapAgent.Authoring.Catalog.Reading;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Creates the reading that the learner sees.</summary>
internal sealed class ShownReading(
    Lexicon lexicon, RoadmapRequest request, GoalMeaning meaning, TargetChoice targets, Exclusion exclusion)
{
    private const int MostNearest = 5;
    private const int LongestQuote = 80;

    /// <summary>Creates the reading.</summary>
    public GoalReading Create()
    {
        var notTaught = targets.Wanted.Concat(targets.Purposes).Where(mention => targets.SkillsOf(mention).Count == 0).ToList();
        var nothing = exclusion.Targets.Count == 0 && notTaught.Count == 0 && meaning.NotUnderstood.Count == 0;
        List<string> notUnderstood = nothing ? [request.Goal] : [.. meaning.NotUnderstood];
        return new GoalReading(
            Phrases(targets.Wanted.Except(notTaught)),
            [
                .. meaning.In(Mood.Known).Select(Subject),
                .. meaning.KnownWords.Select(words => OneLine.Of(words, LongestQuote)).Select(Same),
            ],
            [.. meaning.In(Mood.Excluded).Select(Subject)],
            Phrases(targets.Certifications),
            [.. targets.Purposes.Except(notTaught).Select(Subject)],
            meaning.Time is { Days: <= 0 } ? null : meaning.Time,
            Phrases(notTaught),
            [.. notUnderstood.Select(words => OneLine.Of(words, LongestQuote)).Where(words => words.Length > 0)],
            Nearest(notTaught, notUnderstood),
            [.. Remarks()]);
    }

    /// <summary>Returns a goal as its subject, because its title is what somebody wants: "for Data analysis".</summary>
    private ReadPhrase Subject(Mention mention)
    {
        var words = OneLine.Of(mention.Words, LongestQuote);
        var name = mention.Goal is not { } goal ? mention.Name
            : TargetChoice.OnlySkill(mention, lexicon)?.Name ?? lexicon.TopicOf(goal)?.Name ?? words;
        return new ReadPhrase(words, name);
    }

    private static ReadPhrase Same(string words) => new(words, words);

    private static List<ReadPhrase> Phrases(IEnumerable<Mention> mentions) =>
        [.. mentions.Select(mention => (mention with { Words = OneLine.Of(mention.Words, LongestQuote) }).ToPhrase())];

    private List<string> Nearest(List<Mention> notTaught, IReadOnlyList<string> notUnderstood)
    {
        var near = notTaught.SelectMany(mention => mention.Topic?.Nearest ?? [])
            .Concat(exclusion.Targets.Count == 0 ? exclusion.Dropped.Select(skill => skill.Id) : [])
            .Concat(notUnderstood.SelectMany(words => NearestSkills.Of(words, lexicon.Graph)));
        return
        [
            .. near.Distinct()
                .Where(id => !exclusion.Targets.Contains(lexicon.Graph[id]) && exclusion.Allows(lexicon.Graph[id]))
                .Take(MostNearest)
                .Select(id => lexicon.Graph[id].Name),
        ];
    }

    private IEnumerable<string> Remarks()
    {
        foreach (var skill in exclusion.Needed)
        {
            var builders = targets.Named.Where(named => lexicon.Graph.Closure([named.Id]).Contains(skill.Id)).ToList();
            yield return $"{skill.Name} stays in the plan, because {PlanText.Names(builders)} "
                + $"{(builders.Count == 1 ? "builds" : "build")} on it.";
        }

        if (exclusion.Dropped.Count > 0)
        {
            yield return $"Left out because of what you do not want: {PlanText.Names(exclusion.Dropped)}.";
        }

        foreach (var skill in exclusion.Illustrated)
        {
            var language = lexicon.Graph[lexicon.IllustratedIn[skill.Id]];
            yield return $"The examples of {skill.Name} are written in {language.Name}, which the plan leaves out as you asked.";
        }

        foreach (var certification in targets.Certifications.Select(mention => mention.Certification!))
        {
            if (targets.Missing(certification) is { Count: > 0 } missing)
            {
                yield return $"The catalog has no lessons of its own for these parts of the exam {certification.Name}: "
                    + $"{OneLine.List(missing, missing.Count)}.";
            }
        }

        if (meaning.Rate is { } rate)
        {
            yield return $"“{OneLine.Of(rate, LongestQuote)}” is not used: the request has a field for the hours per week.";
        }

        if (meaning.Time is { Days: <= 0 } past)
        {
            yield return $"“{OneLine.Of(past.Words, LongestQuote)}” has passed, so the plan has no time limit.";
        }
    }
}
