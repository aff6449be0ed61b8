using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Scores a plan by the graph: coverage, order, sizes and fit, but not the quality of its texts.</summary>
internal sealed class CurriculumJudge(SkillGraph graph)
{
    private const int MostConceptsInModule = 8;
    private const double LargestStageShare = 0.7;
    private const double LargestUnknownShare = 0.5;

    /// <summary>Returns the score, or null if the catalog does not know the goal or most of the plan.</summary>
    public CurriculumScore? Judge(RoadmapRequest request, Framework framework)
    {
        var reading = RequestReading.Of(request, graph);
        var sources = framework.Concepts().Select(concept => (Concept: concept, Source: ConceptSource.Of(concept, graph))).ToList();
        var unknown = sources.Count(one => one.Source is UnknownTopic);
        if (!reading.Understood || sources.Count == 0 || unknown > sources.Count * LargestUnknownShare)
        {
            return null;
        }

        var warnings = new List<string>();
        var taught = sources.Select(one => one.Source).OfType<SkillPart>().Select(part => part.Skill.Id).ToList();
        var needed = new CurriculumPlanner(graph).ScopeOf(request, reading).Selection.Required;
        var missing = needed.Where(id => !taught.Contains(id)).OrderBy(graph.OrderOf).Select(id => graph[id].Name).ToList();
        warnings.AddRange(missing.Select(name => $"The goal needs {name}, which the plan does not teach."));

        return new CurriculumScore(
            Percent(needed.Count - missing.Count, needed.Count),
            Progression(taught, warnings),
            Coherence(framework, warnings),
            Clarity(framework),
            Alignment(sources, reading, warnings),
            warnings);
    }

    private double Progression(List<string> taught, List<string> warnings)
    {
        var first = taught.Distinct().ToList();
        var kept = 0;
        var all = 0;
        foreach (var id in first)
        {
            foreach (var prerequisite in graph[id].Prerequisites.Where(first.Contains))
            {
                all++;
                if (first.IndexOf(prerequisite) < first.IndexOf(id))
                {
                    kept++;
                }
                else
                {
                    warnings.Add($"{graph[prerequisite].Name} should come before {graph[id].Name}.");
                }
            }
        }

        return Percent(kept, all);
    }

    private static double Coherence(Framework framework, List<string> warnings)
    {
        var hours = framework.Concepts().Sum(concept => concept.Hours);
        var balanced = 0;
        foreach (var stage in framework.Stages)
        {
            var share = stage.Modules.SelectMany(module => module.Concepts).Sum(concept => concept.Hours) / hours;
            if (share <= LargestStageShare)
            {
                balanced++;
            }
            else
            {
                warnings.Add($"The stage '{stage.Title}' holds most of the plan.");
            }
        }

        return Percent(balanced, framework.Stages.Count);
    }

    private static double Clarity(Framework framework)
    {
        var modules = framework.Stages.SelectMany(stage => stage.Modules).ToList();
        return Percent(
            modules.Count(module => module.Concepts.Count <= MostConceptsInModule && module.Description.Length > 0), modules.Count);
    }

    private static double Alignment(List<(Concept Concept, ConceptSource Source)> sources, RequestReading reading, List<string> warnings)
    {
        var known = sources.Where(
            one => one.Source is SkillPart part && reading.Known.Contains(part.Skill.Id) && !reading.Targets.Contains(part.Skill))
            .ToList();
        warnings.AddRange(known.Select(one => $"{one.Concept.Name} is taught although the learner knows it."));
        var strange = sources.Where(one => one.Source is UnknownTopic).Sum(one => one.Concept.Hours);
        var hours = sources.Sum(one => one.Concept.Hours);
        return Percent(hours - known.Sum(one => one.Concept.Hours) - strange, hours);
    }

    private static double Percent(double part, double whole) => whole <= 0 ? 100 : Math.Round(100 * part / whole, 1);
}
