using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

/// <summary>A goal with what its reading and its plan must and must not have; what is null is not checked.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Level">The learner's level.</param>
/// <param name="HoursPerWeek">The learner's hours per week.</param>
/// <param name="Known">Known technologies.</param>
/// <param name="Contains">Ids of skills that the plan teaches.</param>
/// <param name="Excludes">Ids of skills that it does not teach.</param>
/// <param name="Order">Ids of skills that it teaches in this order.</param>
/// <param name="AtLeastHours">The fewest hours.</param>
/// <param name="AtMostHours">The most hours.</param>
/// <param name="AtMostWeeks">The most weeks.</param>
/// <param name="IsGeneric">Whether the plan says that it is generic.</param>
/// <param name="Title">The title.</param>
/// <param name="Reading">Parts of the reading.</param>
/// <param name="NotInReading">Texts that are not part of the reading.</param>
/// <param name="Summary">Parts of the summary.</param>
public sealed record GoalCase(
    string Goal,
    Level Level = Level.Beginner,
    int HoursPerWeek = 8,
    string[]? Known = null,
    string[]? Contains = null,
    string[]? Excludes = null,
    string[]? Order = null,
    double? AtLeastHours = null,
    double? AtMostHours = null,
    int? AtMostWeeks = null,
    bool? IsGeneric = null,
    string? Title = null,
    string[]? Reading = null,
    string[]? NotInReading = null,
    string[]? Summary = null)
{
    /// <summary>The day on which all of them are asked.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 28);

    /// <summary>The request.</summary>
    public RoadmapRequest Request() => new(Goal, Level, HoursPerWeek, Known ?? [], SkipReview: true, Today);
}
