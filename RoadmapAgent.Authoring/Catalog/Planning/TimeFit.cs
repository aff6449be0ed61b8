using System.Globalization;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>How a plan fits the time that its goal allows.</summary>
/// <param name="Limit">The time limit.</param>
/// <param name="Hours">The hours until then.</param>
/// <param name="WholeHours">The hours of the plan without a time limit.</param>
/// <param name="IsMet">Whether the plan fits.</param>
/// <param name="Later">Targets that were left out so that it fits, or fits better.</param>
/// <param name="InTime">Skills that a plan which does not fit finishes in time.</param>
/// <param name="TooLate">Skills that it does not finish in time.</param>
internal sealed record TimeFit(
    TimeLimit Limit,
    double Hours,
    double WholeHours,
    bool IsMet,
    IReadOnlyList<Skill> Later,
    IReadOnlyList<Skill> InTime,
    IReadOnlyList<Skill> TooLate)
{
    private bool IsShortened => WholeHours > Hours;

    /// <summary>Says what fits and what does not.</summary>
    public string Sentence()
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"“{OneLine.Of(Limit.Words, 40)}” ({Hours:0.#} hours)");
        var later = Later.Count == 0 ? "" : $" Does not fit and is left for later: {PlanText.Names(Later)}.";
        if (!IsShortened)
        {
            return $"It fits {limit}.";
        }

        if (IsMet)
        {
            var whole = string.Create(CultureInfo.InvariantCulture, $"{WholeHours:0.#} hours");
            return $"To fit {limit} it keeps to the essentials; without the limit it would take {whole}.{later}";
        }

        var inTime = InTime.Count == 0 ? "no skill is finished" : $"you finish {PlanText.Names(InTime)}";
        var tooLate = TooLate.Count == 0 ? "the project at the end" : PlanText.Names(TooLate);
        return $"It cannot be done {limit}: by then {inTime}. Does not fit: {tooLate}.{later}";
    }
}
