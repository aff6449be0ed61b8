using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Authoring.Rendering;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Writes why a concept matters for the learner's goal.</summary>
internal sealed class ReasonWriter(SkillGraph graph)
{
    /// <summary>Writes one paragraph.</summary>
    public string Write(ConceptBrief brief, ConceptSource source)
    {
        var goal = $"Your goal is “{OneLine.Markdown(brief.Request.Goal, 160)}”.";
        var builtOn = brief.PrerequisiteNames.Count == 0
            ? ""
            : $" It builds on {OneLine.Markdown(OneLine.List(brief.PrerequisiteNames, 4), 300)}.";
        return source switch
        {
            SkillPart part => $"{goal} {part.Skill.Why}{PartOfGoal(part.Skill, brief)}{builtOn}",
            ProjectWork => $"{goal} A finished project shows what you can do and, while you build it, what you cannot do yet.{builtOn}",
            PracticeSession session =>
                $"{goal} {OneLine.List(session.Skills.Select(skill => skill.Name))} "
                + $"stay with you only when you use them without looking everything up.{builtOn}",
            _ => $"{goal} Somebody asked for this topic to be part of the plan.{builtOn}",
        };
    }

    /// <summary>Returns the sentence that says why the skill is in the plan; empty if nothing in the goal explains it.</summary>
    private string PartOfGoal(Skill skill, ConceptBrief brief)
    {
        var reading = RequestReading.Of(brief.Request, graph);
        if (!reading.Understood)
        {
            return "";
        }

        if (reading.Named.Contains(skill.Id))
        {
            return $" Your goal asks for {skill.Name}.";
        }

        if (reading.Targets.Contains(skill))
        {
            return $" {skill.Name} is one of the skills of the goal “{reading.Title}”.";
        }

        var closure = graph.Closure(reading.Targets.Select(target => target.Id));
        var next = graph.DependentsOf(skill.Id).Where(other => closure.Contains(other.Id)).Select(other => other.Name).ToList();
        if (next.Count > 0 && reading.Needed.Contains(skill))
        {
            return $" You asked to leave {skill.Name} out; it is in the plan only because {OneLine.List(next, 4)} "
                + $"{(next.Count == 1 ? "builds" : "build")} on it.";
        }

        return next.Count == 0
            ? ""
            : $" {skill.Name} is in the plan because {OneLine.List(next, 4)} {(next.Count == 1 ? "builds" : "build")} on it.";
    }
}
