using System.ComponentModel;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A learner's request for a roadmap.</summary>
/// <param name="Goal">The goal in the learner's words.</param>
/// <param name="CurrentLevel">The learner's current level.</param>
/// <param name="HoursPerWeek">The learner's hours per week.</param>
/// <param name="KnownTechnologies">Technologies the learner already knows.</param>
/// <param name="SkipReview">Whether content is written without waiting for approval of the plan.</param>
internal sealed record CreateRoadmap(
    [property: Description("Your goal in your own words, such as \"become a .NET back-end developer\"; 3 to 500 characters.")] string? Goal,
    [property: Description("Your current level: beginner, intermediate or advanced.")] string? CurrentLevel,
    [property: Description("Your hours per week; 1 to 80.")] int? HoursPerWeek,
    [property: Description("Technologies you already know; at most 50 names of at most 100 characters.")]
    IReadOnlyList<string?>? KnownTechnologies = null,
    [property: Description("Whether content is written without waiting for your approval of the plan; default true.")]
    bool SkipReview = true)
{
    private const int MinGoal = 3;
    private const int MaxGoal = 500;
    private const int MaxHours = 80;
    private const int MaxTechnologies = 50;
    private const int MaxTechnology = 100;

    /// <summary>Validates the fields; returns the request, or an error message for every invalid field.</summary>
    public (RoadmapRequest? Request, Dictionary<string, string[]> Errors) Validate()
    {
        var errors = new Dictionary<string, string[]>();
        var goal = Goal?.Trim() ?? "";
        if (goal.Length is < MinGoal or > MaxGoal)
        {
            errors["goal"] = [$"Goal must be {MinGoal} to {MaxGoal} characters long (was {goal.Length})."];
        }
        else if (goal.Any(char.IsControl))
        {
            errors["goal"] = ["Goal must be one line without control characters."];
        }

        if (!TryParse(CurrentLevel, out var level))
        {
            var levels = string.Join(", ", Enum.GetValues<Level>().Select(DomainJson.Name));
            var given = CurrentLevel is null ? "missing" : $"'{Shorten(CurrentLevel)}'";
            errors["currentLevel"] = [$"Current level must be one of {levels} (was {given})."];
        }

        if (HoursPerWeek is not (>= 1 and <= MaxHours))
        {
            var hours = HoursPerWeek?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing";
            errors["hoursPerWeek"] = [$"Hours per week must be between 1 and {MaxHours} (was {hours})."];
        }

        foreach (var (field, error) in TechnologyErrors())
        {
            errors[field] = [error];
        }

        return errors.Count > 0
            ? (null, errors)
            : (new(goal, level, HoursPerWeek!.Value, [.. KnownTechnologies?.Select(name => name!.Trim()) ?? []], SkipReview), errors);
    }

    private IEnumerable<(string Field, string Error)> TechnologyErrors()
    {
        var names = KnownTechnologies ?? [];
        if (names.Count > MaxTechnologies)
        {
            yield return ("knownTechnologies", $"At most {MaxTechnologies} known technologies are allowed (was {names.Count}).");
        }

        for (var i = 0; i < Math.Min(names.Count, MaxTechnologies); i++)
        {
            if (names[i]?.Trim() is not { Length: >= 1 and <= MaxTechnology } name || name.Any(char.IsControl))
            {
                yield return ($"knownTechnologies[{i}]", $"A technology must be one line of 1 to {MaxTechnology} characters.");
            }
        }
    }

    private static bool TryParse(string? name, out Level level)
    {
        foreach (var value in Enum.GetValues<Level>())
        {
            if (DomainJson.Name(value) == name)
            {
                level = value;
                return true;
            }
        }

        level = default;
        return false;
    }

    private static string Shorten(string text) => text.Length <= 50 ? text : $"{text[..50]}…";
}
