using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A learner's request for a roadmap.</summary>
/// <param name="Goal">Your goal in your own words, such as "become a .NET back-end developer".</param>
/// <param name="CurrentLevel">Your current level.</param>
/// <param name="HoursPerWeek">Your hours per week.</param>
/// <param name="KnownTechnologies">Technologies you already know; each one line of at most 100 characters.</param>
/// <param name="SkipReview">Whether content is written without waiting for your approval of the plan; default true.</param>
public sealed record CreateRoadmap(
    [property: Present, Text(3, 500)]
    string? Goal,
    [property: Defined]
    Named<Level> CurrentLevel,
    [property: Present, Between(1, 80)]
    int? HoursPerWeek,
    [property: MaxLength(50, ErrorMessage = "At most {1} known technologies are allowed."), EachLine(CreateRoadmap.MaxTechnology)]
    IReadOnlyList<string?>? KnownTechnologies = null,
    bool SkipReview = true) : IValidatableObject
{
    private const int MaxTechnology = 100;

    /// <summary>Reports every technology that is not one line of 1 to 100 characters.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from technology in (KnownTechnologies ?? []).Index()
        where technology.Item?.Trim() is not { Length: >= 1 and <= MaxTechnology } name || name.Any(char.IsControl)
        select new ValidationResult(
            $"A technology must be one line of 1 to {MaxTechnology} characters.", [$"{nameof(KnownTechnologies)}[{technology.Index}]"]);

    /// <summary>Returns the valid request.</summary>
    /// <param name="today">The day in UTC.</param>
    internal RoadmapRequest ToRequest(DateOnly today) => new(
        Goal!.Trim(),
        CurrentLevel.Value!.Value,
        HoursPerWeek!.Value,
        [.. (KnownTechnologies ?? []).Select(name => name!.Trim())],
        SkipReview,
        today);
}
