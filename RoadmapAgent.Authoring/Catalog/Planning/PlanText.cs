using System.Globalization;
using System.Text;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>Writes titles, descriptions and the summary of a plan.</summary>
internal static class PlanText
{
    /// <summary>Returns the roadmap's title; quotes a goal that the catalog does not know.</summary>
    public static string Title(RoadmapRequest request, RequestReading reading)
    {
        if (!reading.Understood)
        {
            return $"A generic learning plan for “{OneLine.Of(request.Goal, 80)}”";
        }

        return reading.Title;
    }

    /// <summary>Returns one paragraph that says what the plan covers, what it leaves out and why.</summary>
    public static string Summary(RoadmapRequest request, RequestReading reading, Scope scope, Framework framework)
    {
        var (text, selection) = (new StringBuilder(), scope.Selection);
        if (!reading.Understood)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"The built-in catalog does not know the field of “{OneLine.Of(request.Goal, 120)}”, "
                + $"so this plan cannot teach its content. ")
                .Append(
                    "It is a generic plan for learning something new: "
                    + "scope it, find good sources, build fundamentals, practise, get feedback. ")
                .Append(reading.Shown.Nearest.Count == 0
                    ? "Nothing that the catalog teaches is near to it. "
                    : $"The catalog does teach what is near to it: {OneLine.List(reading.Shown.Nearest)}. ");
        }
        else if (selection.Beyond)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"You already know what the goal names, so the plan goes on from there to {Names(selection.Targets)}. ");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"Leads {Learner(request.CurrentLevel)} to {Names(selection.Targets)}. ");
        }

        text.Append(Effort(request, framework));
        if (scope.Fit is { } fit)
        {
            text.Append(fit.Sentence()).Append(' ');
        }

        text.Append(scope.Pace switch
        {
            Pace.Light when Dosage.PaceOf(request.HoursPerWeek) != Pace.Light => "",
            Pace.Light => "With this little time a week it keeps to the essentials and closes with one small project. ",
            Pace.Steady => "It closes with a project. ",
            _ => "With this much time a week it goes deeper, adds practice at the end of each stage and closes with projects. ",
        });
        if (reading.KnownNames.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Left out because you know it: {OneLine.List(reading.KnownNames, 8)}, and what that builds on. ");
        }

        if (selection.Assumed.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Taken for granted at your level: {Names(selection.Assumed)}. ");
        }

        if (selection.Later.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"Left for a later plan, because one plan would be too long: {Names(selection.Later)}. ");
        }

        if (reading.Understood && reading.Shown.NotTaught.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"The catalog does not teach {OneLine.List(reading.Shown.NotTaught.Select(one => one.Name))}. ");
        }

        foreach (var remark in reading.Shown.Remarks)
        {
            text.Append(remark).Append(' ');
        }

        if (reading.Unrecognised.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"The catalog has no entry for {OneLine.List(reading.Unrecognised.Select(name => $"“{name}”"))}, "
                + $"so knowing it changed nothing. ");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Returns the summary's sentence about the workload.</summary>
    public static string Effort(RoadmapRequest request, Framework framework) => string.Create(
        CultureInfo.InvariantCulture,
        $"It takes about {framework.TotalHours:0.#} hours: {Weeks(framework.Weeks)} "
        + $"at {request.HoursPerWeek} {(request.HoursPerWeek == 1 ? "hour" : "hours")} a week. ");

    /// <summary>Returns a stage's title: its tier and its largest skills.</summary>
    public static string StageTitle(Tier tier, IReadOnlyList<(Skill Skill, double Hours)> parts)
    {
        var largest = parts.GroupBy(part => part.Skill)
            .OrderByDescending(group => group.Sum(part => part.Hours))
            .Take(2)
            .Select(group => group.Key)
            .ToList();
        var names = parts.Select(part => part.Skill).Distinct().Where(largest.Contains).Select(skill => skill.Name);
        return $"{Label(tier)}: {OneLine.Title(names)}";
    }

    /// <summary>Returns the outcome of a stage.</summary>
    public static string StageDescription(IEnumerable<Skill> skills) =>
        $"At its end you can work with {Names([.. skills.Distinct()])} and explain why it works.";

    private static string Label(Tier tier) => tier switch
    {
        Tier.Foundation => "Foundations",
        Tier.Core => "Core skills",
        _ => "Going deeper",
    };

    private static string Learner(Level level) => level switch
    {
        Level.Beginner => "somebody new to the field",
        Level.Intermediate => "someone who knows the basics",
        _ => "someone who works in the field",
    };

    /// <summary>Lists skills in a sentence.</summary>
    public static string Names(IReadOnlyList<Skill> skills) => OneLine.List(skills.Select(skill => skill.Name), 8);

    private static string Weeks(int weeks) => weeks == 1 ? "1 week" : string.Create(CultureInfo.InvariantCulture, $"{weeks} weeks");
}
