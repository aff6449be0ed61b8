using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Creates a framework from a request: selects skills, splits them into concepts and arranges them in stages. Pure.</summary>
internal sealed class CurriculumPlanner(SkillGraph graph)
{
    /// <summary>Creates the plan for a request.</summary>
    public Framework Plan(RoadmapRequest request)
    {
        var reading = RequestReading.Of(request, graph);
        var scope = ScopeOf(request, reading);
        var framework = Draft(request, reading, scope.Selection, scope.Pace);
        return framework with { Summary = PlanText.Summary(request, reading, scope, framework) };
    }

    /// <summary>Determines what the plan for a request covers; if the goal limits the time, as much as fits.</summary>
    public Scope ScopeOf(RoadmapRequest request, RequestReading reading)
    {
        var pace = Dosage.PaceOf(request.HoursPerWeek);
        var selection = Selection.For(request, reading, graph, pace);
        if (reading.Shown.TimeLimit is not { } limit || limit.HoursAt(request.HoursPerWeek) is not { } hours)
        {
            return new Scope(selection, pace, null);
        }

        var whole = Draft(request, reading, selection, pace);
        return whole.TotalHours <= hours
            ? new Scope(selection, pace, new TimeFit(limit, hours, whole.TotalHours, IsMet: true, [], [], []))
            : Shortened(request, reading, limit, hours, whole.TotalHours);
    }

    /// <summary>
    /// Keeps to the essentials and leaves out the least important targets until the plan fits or only one target is left.
    /// </summary>
    private Scope Shortened(RoadmapRequest request, RequestReading reading, TimeLimit limit, double hours, double wholeHours)
    {
        var targets = reading.Targets.ToList();
        while (true)
        {
            var selection = Selection.For(request, reading, graph, Pace.Light, targets);
            var plan = Draft(request, reading, selection, Pace.Light);
            var isMet = plan.TotalHours <= hours;
            if (isMet || targets.Count == 1)
            {
                var later = reading.Targets.Where(skill => !selection.Skills.Contains(skill.Id) && !reading.Known.Contains(skill.Id));
                var (inTime, tooLate) = isMet ? ([], []) : Divided(plan, hours);
                return new Scope(selection, Pace.Light, new TimeFit(limit, hours, wholeHours, isMet, [.. later], inTime, tooLate));
            }

            targets.RemoveAt(targets.Count - 1);
        }
    }

    /// <summary>Divides the skills of a plan into those that are finished within these hours and the others.</summary>
    private (IReadOnlyList<Skill> InTime, IReadOnlyList<Skill> TooLate) Divided(Framework plan, double hours)
    {
        var spent = 0.0;
        var inTime = new List<Skill>();
        var tooLate = new List<Skill>();
        foreach (var concept in plan.Concepts())
        {
            spent += concept.Hours;
            if (ConceptSource.Of(concept, graph) is SkillPart part)
            {
                (spent <= hours ? inTime : tooLate).Add(part.Skill);
            }
        }

        return ([.. inTime.Distinct().Except(tooLate)], [.. tooLate.Distinct()]);
    }

    private Framework Draft(RoadmapRequest request, RequestReading reading, Selection selection, Pace pace)
    {
        List<PlannedPart> parts =
        [
            .. PlannedPart.Cut(LearningOrder.Of(selection.Skills, graph), selection, request.CurrentLevel, pace)
                .Select(part => reading.Needed.Contains(part.Part.Skill) ? part with { Description = Unwanted(part) } : part),
        ];
        var stages = new StageLayout(graph, parts, selection.Skills).Stages();
        var practice = new PracticePlan(graph, request.CurrentLevel, pace);
        if (pace == Pace.Intensive)
        {
            stages = [.. stages.Select(practice.WithSession)];
        }

        stages = [.. stages, practice.FinalStage(selection, reading, stages)];
        return FrameworkShape.Normalize(new Framework(PlanText.Title(request, reading), "", stages, 0, 0), request.HoursPerWeek);
    }

    private static string Unwanted(PlannedPart part) =>
        $"{part.Description} You asked to leave it out; it is here only because what you asked for builds on it.";
}
