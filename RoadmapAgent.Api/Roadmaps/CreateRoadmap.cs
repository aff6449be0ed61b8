using System.ComponentModel;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>What a learner sends to get a roadmap.</summary>
/// <param name="Goal">The goal in the learner's words.</param>
/// <param name="CurrentLevel">Where the learner stands.</param>
/// <param name="HoursPerWeek">Hours a week the learner has.</param>
/// <param name="KnownTechnologies">Technologies that need no teaching.</param>
/// <param name="SkipReview">Whether content is written without waiting for an approval of the plan.</param>
internal sealed record CreateRoadmap(
    [property: Description("The goal in your own words; 3 to 500 characters, such as \"become a .NET back-end developer\".")] string? Goal,
    [property: Description("beginner, intermediate or advanced.")] string? CurrentLevel,
    [property: Description("Hours a week you have; 1 to 80.")] int? HoursPerWeek,
    [property: Description("Technologies you know already; at most 50 names of at most 100 characters.")] IReadOnlyList<string?>? KnownTechnologies = null,
    [property: Description("Whether content is written without waiting for your approval of the plan; default true.")] bool SkipReview = true)
{
    private const int MinGoal = 3;
    private const int MaxGoal = 500;
    private const int MaxHours = 80;
    private const int MaxTechnologies = 50;
    private const int MaxTechnology = 100;

    /// <summary>The request, or for every field that is wrong a sentence that says what is valid.</summary>
    public (RoadmapRequest? Request, Dictionary<string, string[]> Errors) Validate()
    {
        var errors = new Dictionary<string, string[]>();
        var goal = Goal?.Trim() ?? "";
        if (goal.Length is < MinGoal or > MaxGoal)
        {
            errors["goal"] = [$"The goal has {goal.Length} characters; {MinGoal} to {MaxGoal} are valid."];
        }
        else if (goal.Any(char.IsControl))
        {
            errors["goal"] = ["The goal has control characters; it must be one line of text."];
        }

        if (!TryParse(CurrentLevel, out var level))
        {
            errors["currentLevel"] = [$"The level is {(CurrentLevel is null ? "missing" : $"'{Shorten(CurrentLevel)}'")}; valid are {string.Join(", ", Enum.GetValues<Level>().Select(DomainJson.Name))}."];
        }

        if (HoursPerWeek is not (>= 1 and <= MaxHours))
        {
            errors["hoursPerWeek"] = [$"The hours per week are {HoursPerWeek?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}; 1 to {MaxHours} are valid."];
        }

        foreach (var (field, error) in TechnologyErrors())
        {
            errors[field] = [error];
        }

        return errors.Count > 0 ? (null, errors) : (new(goal, level, HoursPerWeek!.Value, [.. KnownTechnologies?.Select(name => name!.Trim()) ?? []], SkipReview), errors);
    }

    private IEnumerable<(string Field, string Error)> TechnologyErrors()
    {
        var names = KnownTechnologies ?? [];
        if (names.Count > MaxTechnologies)
        {
            yield return ("knownTechnologies", $"There are {names.Count} technologies; at most {MaxTechnologies} are valid.");
        }

        for (var i = 0; i < Math.Min(names.Count, MaxTechnologies); i++)
        {
            if (names[i]?.Trim() is not { Length: >= 1 and <= MaxTechnology } name || name.Any(char.IsControl))
            {
                yield return ($"knownTechnologies[{i}]", $"A technology is one line of 1 to {MaxTechnology} characters.");
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
