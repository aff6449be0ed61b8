using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Unit.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class StructureValidationTests
{
    [Fact]
    public void A_plan_whose_concepts_build_on_earlier_ones_is_valid() =>
        Assert.Empty(StructureValidation.Check(Plans.Of(), hoursPerWeek: 1));

    [Fact]
    public void A_plan_without_stages_is_invalid() =>
        Assert.Equal(
            ["The plan has no stage."], StructureValidation.Check(Plans.Of() with { Stages = [], TotalHours = 0 }, hoursPerWeek: 5));

    [Fact]
    public void Every_empty_stage_and_module_is_reported_by_name()
    {
        var plan = Plans.Of();
        var hollow = plan with
        {
            Stages = [.. plan.Stages, new("Mastery", "…", []), new("Practice", "…", [new("Exercises", "…", []), new("Projects", "…", [])])],
        };

        Assert.Equal(
            ["The stage 'Mastery' has no module.", "The module 'Exercises' has no concept.", "The module 'Projects' has no concept."],
            StructureValidation.Check(hollow, hoursPerWeek: 5));
    }

    [Fact]
    public void A_prerequisite_outside_the_plan_is_reported() => Assert.Equal(
        ["The concept 'b' has the prerequisite 'ghost', which is not in the plan."],
        StructureValidation.Check(Plans.With(Plans.Concept("a"), Plans.Concept("b", 1, "a", "ghost")), hoursPerWeek: 5));

    [Fact]
    public void Prerequisite_ids_are_case_sensitive() => Assert.Equal(
        ["The concept 'b' has the prerequisite 'A', which is not in the plan."],
        StructureValidation.Check(Plans.With(Plans.Concept("a"), Plans.Concept("b", 1, "A")), hoursPerWeek: 5));

    [Fact]
    public void A_concept_before_its_prerequisite_is_reported() => Assert.Equal(
        ["The concept 'b' comes before its prerequisite 'a'."],
        StructureValidation.Check(Plans.With(Plans.Concept("b", 1, "a"), Plans.Concept("a")), hoursPerWeek: 5));

    [Fact]
    public void A_concept_that_requires_itself_is_reported() => Assert.Equal(
        ["The concept 'a' comes before its prerequisite 'a'."],
        StructureValidation.Check(Plans.With(Plans.Concept("a", 1, "a")), hoursPerWeek: 5));

    [Fact]
    public void A_cycle_of_prerequisites_is_reported() => Assert.Equal(
        ["The concept 'a' comes before its prerequisite 'c'."],
        StructureValidation.Check(
            Plans.With(Plans.Concept("a", 1, "c"), Plans.Concept("b", 1, "a"), Plans.Concept("c", 1, "b")), hoursPerWeek: 5));

    [Fact]
    public void A_repeated_concept_id_is_reported_once() => Assert.Equal(
        ["The concept id 'a' is used 3 times."],
        StructureValidation.Check(
            Plans.With(Plans.Concept("a"), Plans.Concept("a"), Plans.Concept("b"), Plans.Concept("a")), hoursPerWeek: 5));

    [Theory]
    [InlineData(0.49)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_concept_shorter_than_half_an_hour_is_reported(double hours) => Assert.Contains(
        StructureValidation.Check(Plans.With(Plans.Concept("a", hours), Plans.Concept("b", 10)), hoursPerWeek: 1),
        finding =>
            finding.StartsWith("The concept 'a' takes ", StringComparison.Ordinal) && finding
                .EndsWith(" hours; at least 0.5 are valid.", StringComparison.Ordinal));

    [Fact]
    public void A_concept_of_half_an_hour_is_valid() =>
        Assert.Empty(StructureValidation.Check(Plans.With(Plans.Concept("a", 0.5)), hoursPerWeek: 1));

    [Theory]
    [InlineData(9)]
    [InlineData(7.98)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Total_hours_that_differ_from_the_sum_of_the_concepts_are_reported(double hours) => Assert.Contains(
        StructureValidation.Check(Plans.Of() with { TotalHours = hours, Weeks = int.MaxValue }, hoursPerWeek: 1),
        finding => finding.EndsWith("but its concepts sum up to 8.", StringComparison.Ordinal));

    [Fact]
    public void A_concept_with_infinite_hours_is_reported() =>
        Assert.NotEmpty(
            StructureValidation.Check(
                Plans.With(Plans.Concept("a", double.PositiveInfinity)) with { Weeks = int.MaxValue }, hoursPerWeek: 1));

    [Theory]
    [InlineData(8, 1, 8)]
    [InlineData(8, 3, 3)]
    [InlineData(8, 8, 1)]
    [InlineData(8, 80, 1)]
    [InlineData(80.5, 80, 2)]
    public void The_weeks_must_cover_the_hours(double hours, int hoursPerWeek, int weeks)
    {
        var plan = Plans.With(Plans.Concept("a", hours));

        Assert.Empty(StructureValidation.Check(plan with { Weeks = weeks }, hoursPerWeek));
        Assert.Equal(
            [FormattableString.Invariant($"The plan says {weeks - 1} weeks, but {hours} hours at {hoursPerWeek} a week take {weeks}.")],
            StructureValidation.Check(plan with { Weeks = weeks - 1 }, hoursPerWeek));
    }

    [Fact]
    public void Floating_point_error_in_the_total_hours_is_tolerated()
    {
        var plan = Plans.With([.. Enumerable.Range(1, 10).Select(i => Plans.Concept($"c{i}", 0.7))]);

        Assert.Empty(StructureValidation.Check(plan with { TotalHours = 7, Weeks = 1 }, hoursPerWeek: 7));
    }

    [Fact]
    public void All_findings_are_reported_together()
    {
        var plan = Plans.With(Plans.Concept("a", 0.1, "ghost"), Plans.Concept("a")) with { TotalHours = 100, Weeks = 1 };

        Assert.Equal(5, StructureValidation.Check(plan, hoursPerWeek: 10).Count);
    }
}
