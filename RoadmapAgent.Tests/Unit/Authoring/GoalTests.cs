using System.Text.Json;
using System.Text.Json.Serialization;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Tests.Unit.Authoring;

/// <summary>Goals as people state them, with what their readings and plans must have: <c>goals.json</c>.</summary>
public sealed class GoalTests
{
    private static readonly JsonSerializerOptions Strict =
        new(DomainJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly List<GoalCase> Cases = JsonSerializer.Deserialize<List<GoalCase>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Unit", "Authoring", "goals.json")), Strict)!;

    public static TheoryData<int, string> Goals => new(Cases.Select((one, index) => (index, one.Goal)));

    [Fact]
    public void There_are_at_least_sixty_goals() => Assert.True(Cases.Count >= 60, $"{Cases.Count} goals");

    [Theory]
    [MemberData(nameof(Goals))]
    public void A_goal_is_read_and_planned_as_expected(int index, string goal)
    {
        var expected = Cases[index];
        Assert.Equal(goal, expected.Goal);
        var request = expected.Request();
        var reading = AuthorDesk.Intent(request).Reading!.Text;
        var plan = AuthorDesk.Plan(request);
        var skills = AuthorDesk.Skills(plan);

        PlanCheck.Structure(plan, request, 8, 30);
        Assert.All(expected.Reading ?? [], part => Assert.Contains(part, reading, StringComparison.Ordinal));
        Assert.All(expected.NotInReading ?? [], part => Assert.DoesNotContain(part, reading, StringComparison.Ordinal));
        Assert.All(expected.Contains ?? [], id => Assert.Contains(id, skills));
        Assert.All(expected.Excludes ?? [], id => Assert.DoesNotContain(id, skills));
        Assert.All(expected.Summary ?? [], part => Assert.Contains(part, plan.Summary, StringComparison.Ordinal));
        var order = expected.Order ?? [];
        Assert.Equal(order, skills.Where(order.Contains));
        Assert.InRange(plan.TotalHours, expected.AtLeastHours ?? 0, expected.AtMostHours ?? double.MaxValue);
        Assert.InRange(plan.Weeks, 1, expected.AtMostWeeks ?? int.MaxValue);
        Assert.Equal(expected.Title ?? plan.Title, plan.Title);
        Assert.Equal(
            expected.IsGeneric ?? plan.Title.StartsWith("A generic", StringComparison.Ordinal),
            plan.Title.StartsWith("A generic", StringComparison.Ordinal));
    }
}
