using System.Globalization;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Rendering;
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

    private string LimitText => string.Create(CultureInfo.InvariantCulture, $"“{OneLine.Of(Limit.Words, 40)}” ({Hours:0.#} hours)");

    /// <summary>Says what fits and what does not in a plan of this many hours, which a review may have changed.</summary>
    public string SentenceFor(double totalHours) => (totalHours <= Hours, IsMet) switch
    {
        (true, false) => $"After your changes it fits {LimitText}.",
        (false, true) => $"After your changes it does not fit {LimitText}.",
        _ => Sentence(),
    };

    /// <summary>Says what fits and what does not.</summary>
    public string Sentence()
    {
        var limit = LimitText;
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
