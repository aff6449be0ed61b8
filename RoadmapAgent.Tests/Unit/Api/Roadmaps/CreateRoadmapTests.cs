using System.Net;
using System.Text.Json;
using RoadmapAgent.Api.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api.Roadmaps;

public sealed class CreateRoadmapTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly CreateRoadmap Valid = new("Learn C#", new("beginner"), 5);

    [Fact]
    public void A_valid_body_becomes_a_request_with_trimmed_names()
    {
        var request = (Valid with { Goal = "  Learn C# ", KnownTechnologies = [" Git ", "SQL"], SkipReview = false }).ToRequest(Today);

        Assert.Equal(
            ("Learn C#", Level.Beginner, 5, false), (request.Goal, request.CurrentLevel, request.HoursPerWeek, request.SkipReview));
        Assert.Equal(["Git", "SQL"], request.KnownTechnologies);
        Assert.Equal(Today, request.AskedOn);
    }

    [Fact]
    public void Known_technologies_are_optional_and_the_review_is_skipped_by_default()
    {
        var request = Valid.ToRequest(Today);

        Assert.Empty(request.KnownTechnologies);
        Assert.True(request.SkipReview);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("   ", 0)]
    [InlineData(" C ", 1)]
    [InlineData("C#", 2)]
    public async Task A_short_goal_is_refused_with_its_length(string goal, int length) =>
        Assert.Equal($"Goal must be 3 to 500 characters long (was {length}).", await OnlyErrorAsync(Valid with { Goal = goal }, "goal"));

    [Theory]
    [InlineData(501)]
    [InlineData(10_000)]
    public async Task A_long_goal_is_refused_with_its_length_but_not_its_text(int length) =>
        Assert.Equal(
            $"Goal must be 3 to 500 characters long (was {length}).",
            await OnlyErrorAsync(Valid with { Goal = new('x', length) }, "goal"));

    [Theory]
    [InlineData("Go\nlang")]
    [InlineData("Learn\u0000C#")]
    [InlineData("Learn\u001b[31m C#")]
    public async Task A_goal_with_control_characters_is_refused(string goal) =>
        Assert.Contains("control characters", await OnlyErrorAsync(Valid with { Goal = goal }, "goal"));

    [Theory]
    [InlineData("beginner", Level.Beginner)]
    [InlineData("intermediate", Level.Intermediate)]
    [InlineData("advanced", Level.Advanced)]
    public void Level_names_match_the_contract(string name, Level level) =>
        Assert.Equal(level, (Valid with { CurrentLevel = new(name) }).ToRequest(Today).CurrentLevel);

    [Theory]
    [InlineData("", "Current level must be one of beginner, intermediate, advanced (was '').")]
    [InlineData("Beginner", "Current level must be one of beginner, intermediate, advanced (was 'Beginner').")]
    [InlineData("1", "Current level must be one of beginner, intermediate, advanced (was '1').")]
    [InlineData("wizard", "Current level must be one of beginner, intermediate, advanced (was 'wizard').")]
    public async Task An_unknown_level_is_refused_with_the_valid_levels(string level, string error) =>
        Assert.Equal(error, await OnlyErrorAsync(Valid with { CurrentLevel = new(level) }, "currentLevel"));

    [Fact]
    public async Task A_long_invalid_level_is_shortened_in_the_message() =>
        Assert.InRange((await OnlyErrorAsync(Valid with { CurrentLevel = new(new string('x', 10_000)) }, "currentLevel")).Length, 50, 150);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(81)]
    [InlineData(int.MaxValue)]
    public async Task Hours_out_of_range_are_refused_with_the_valid_range(int hours) =>
        Assert.Equal(
            $"Hours per week must be between 1 and 80 (was {hours}).",
            await OnlyErrorAsync(Valid with { HoursPerWeek = hours }, "hoursPerWeek"));

    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    public void The_bounds_of_the_hours_range_are_valid(int hours) =>
        Assert.Equal(hours, (Valid with { HoursPerWeek = hours }).ToRequest(Today).HoursPerWeek);

    [Fact]
    public async Task Fifty_technologies_of_a_hundred_characters_are_the_maximum()
    {
        var fifty = Enumerable.Range(0, 50).Select(_ => new string('x', 100)).ToList();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(Valid with { KnownTechnologies = fifty })).Status);
        Assert.Equal(
            "At most 50 known technologies are allowed.",
            await OnlyErrorAsync(Valid with { KnownTechnologies = [.. fifty, "one more"] }, "knownTechnologies"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public async Task An_invalid_technology_name_is_refused_with_its_index(string? name) =>
        Assert.Equal(
            "A technology must be one line of 1 to 100 characters.",
            await OnlyErrorAsync(Valid with { KnownTechnologies = ["Git", name] }, "knownTechnologies[1]"));

    [Fact]
    public async Task A_long_technology_name_is_refused_with_its_index() =>
        Assert.Equal(
            "A technology must be one line of 1 to 100 characters.",
            await OnlyErrorAsync(Valid with { KnownTechnologies = [new('x', 101)] }, "knownTechnologies[0]"));

    [Fact]
    public async Task Every_invalid_field_is_reported() => Assert.Equal(
        ["currentLevel", "goal", "hoursPerWeek", "knownTechnologies"],
        (await PostAsync(new("", new("wizard"), 0, [.. Enumerable.Repeat("Go", 51)]))).Errors().Keys.Order());

    [Fact]
    public async Task Every_missing_field_is_reported()
    {
        var errors = (await api.PostAsync("/api/roadmaps", "{}")).Errors();

        Assert.Equal(["Current level must be one of beginner, intermediate, advanced (was missing)."], errors["currentLevel"]);
        Assert.Equal(["Goal is required."], errors["goal"]);
        Assert.Equal(["Hours per week is required."], errors["hoursPerWeek"]);
    }

    private Task<Answer> PostAsync(CreateRoadmap body) =>
        api.PostAsync("/api/roadmaps", JsonSerializer.Serialize(body, JsonSerializerOptions.Web));

    private async Task<string> OnlyErrorAsync(CreateRoadmap body, string field)
    {
        var error = Assert.Single((await PostAsync(body)).Errors());
        Assert.Equal(field, error.Key);
        return Assert.Single(error.Value);
    }
}
