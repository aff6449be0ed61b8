using RoadmapAgent.Api.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api.Roadmaps;

public sealed class CreateRoadmapTests
{
    private static readonly CreateRoadmap Valid = new("Learn C#", "beginner", 5);

    [Fact]
    public void A_valid_body_becomes_a_request_with_trimmed_names()
    {
        var (request, errors) = (Valid with { Goal = "  Learn C# ", KnownTechnologies = [" Git ", "SQL"], SkipReview = false }).Validate();

        Assert.Empty(errors);
        Assert.Equal(
            ("Learn C#", Level.Beginner, 5, false), (request!.Goal, request.CurrentLevel, request.HoursPerWeek, request.SkipReview));
        Assert.Equal(["Git", "SQL"], request.KnownTechnologies);
    }

    [Fact]
    public void Known_technologies_are_optional_and_the_review_is_skipped_by_default()
    {
        var request = Valid.Validate().Request!;

        Assert.Empty(request.KnownTechnologies);
        Assert.True(request.SkipReview);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("   ", 0)]
    [InlineData(" C ", 1)]
    [InlineData("C#", 2)]
    public void A_missing_or_short_goal_is_refused_with_its_length(string? goal, int length) =>
        Assert.Equal($"Goal must be 3 to 500 characters long (was {length}).", OnlyError(Valid with { Goal = goal }, "goal"));

    [Theory]
    [InlineData(501)]
    [InlineData(10_000)]
    public void A_long_goal_is_refused_with_its_length_but_not_its_text(int length) =>
        Assert.Equal($"Goal must be 3 to 500 characters long (was {length}).", OnlyError(Valid with { Goal = new('x', length) }, "goal"));

    [Theory]
    [InlineData("Go\nlang")]
    [InlineData("Learn\u0000C#")]
    [InlineData("Learn\u001b[31m C#")]
    public void A_goal_with_control_characters_is_refused(string goal) =>
        Assert.Contains("control characters", OnlyError(Valid with { Goal = goal }, "goal"));

    [Theory]
    [InlineData("beginner", Level.Beginner)]
    [InlineData("intermediate", Level.Intermediate)]
    [InlineData("advanced", Level.Advanced)]
    public void Level_names_match_the_contract(string name, Level level) =>
        Assert.Equal(level, (Valid with { CurrentLevel = name }).Validate().Request!.CurrentLevel);

    [Theory]
    [InlineData(null, "Current level must be one of beginner, intermediate, advanced (was missing).")]
    [InlineData("", "Current level must be one of beginner, intermediate, advanced (was '').")]
    [InlineData("Beginner", "Current level must be one of beginner, intermediate, advanced (was 'Beginner').")]
    [InlineData("1", "Current level must be one of beginner, intermediate, advanced (was '1').")]
    [InlineData("wizard", "Current level must be one of beginner, intermediate, advanced (was 'wizard').")]
    public void An_unknown_level_is_refused_with_the_valid_levels(string? level, string error) =>
        Assert.Equal(error, OnlyError(Valid with { CurrentLevel = level }, "currentLevel"));

    [Fact]
    public void A_long_invalid_level_is_shortened_in_the_message() =>
        Assert.InRange(OnlyError(Valid with { CurrentLevel = new('x', 10_000) }, "currentLevel").Length, 50, 150);

    [Theory]
    [InlineData(null, "missing")]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(81, "81")]
    [InlineData(int.MaxValue, "2147483647")]
    public void Hours_out_of_range_are_refused_with_the_valid_range(int? hours, string told) =>
        Assert.Equal(
            $"Hours per week must be between 1 and 80 (was {told}).", OnlyError(Valid with { HoursPerWeek = hours }, "hoursPerWeek"));

    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    public void The_bounds_of_the_hours_range_are_valid(int hours) =>
        Assert.Equal(hours, (Valid with { HoursPerWeek = hours }).Validate().Request!.HoursPerWeek);

    [Fact]
    public void Fifty_technologies_of_a_hundred_characters_are_the_maximum()
    {
        var fifty = Enumerable.Range(0, 50).Select(_ => new string('x', 100)).ToList();

        Assert.Equal(50, (Valid with { KnownTechnologies = fifty }).Validate().Request!.KnownTechnologies.Count);
        Assert.Equal(
            "At most 50 known technologies are allowed (was 51).",
            OnlyError(Valid with { KnownTechnologies = [.. fifty, "one more"] }, "knownTechnologies"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public void An_invalid_technology_name_is_refused_with_its_index(string? name) =>
        Assert.Equal(
            "A technology must be one line of 1 to 100 characters.",
            OnlyError(Valid with { KnownTechnologies = ["Git", name] }, "knownTechnologies[1]"));

    [Fact]
    public void A_long_technology_name_is_refused_with_its_index() =>
        Assert.Equal(
            "A technology must be one line of 1 to 100 characters.",
            OnlyError(Valid with { KnownTechnologies = [new('x', 101)] }, "knownTechnologies[0]"));

    [Fact]
    public void All_validation_errors_are_returned_together() =>
        Assert.Equal(
            ["currentLevel", "goal", "hoursPerWeek", "knownTechnologies[0]"],
            new CreateRoadmap(null, null, null, [""]).Validate().Errors.Keys.Order());

    private static string OnlyError(CreateRoadmap body, string field)
    {
        var (request, errors) = body.Validate();
        Assert.Null(request);
        var error = Assert.Single(errors);
        Assert.Equal(field, error.Key);
        return Assert.Single(error.Value);
    }
}
