using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Creates a framework from a request: selects skills, splits them into concepts and arranges them in stages. Pure.</summary>
internal sealed class CurriculumPlanner(SkillGraph graph)
{
    /// <summary>Creates the plan for a request.</summary>
    public Framework Plan(RoadmapRequest request)
    {
        var reading = GoalReading.Of(request, graph);
        var pace = Dosage.PaceOf(request.HoursPerWeek);
        var selection = Selection.For(request, reading, graph);
        var parts = PlannedPart.Cut(LearningOrder.Of(selection.Skills, graph), selection, request.CurrentLevel, pace);
        var stages = new StageLayout(graph, parts, selection.Skills).Stages();
        var practice = new PracticePlan(graph, request.CurrentLevel, pace);
        if (pace == Pace.Intensive)
        {
            stages = [.. stages.Select(practice.WithSession)];
        }

        stages = [.. stages, practice.FinalStage(selection, reading, stages)];

        var framework = FrameworkShape.Normalize(new Framework(PlanText.Title(request, reading), "", stages, 0, 0), request.HoursPerWeek);
        return framework with { Summary = PlanText.Summary(request, reading, selection, framework) };
    }
}
