using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Roadmaps;

public sealed class PlanDiffTests
{
    [Fact]
    public void Plans_with_equal_stages_and_concepts_have_no_differences() =>
        Assert.Empty(PlanDiff.Compare(Plan(("Basics", ["Git", "SQL"])), Plan(("Basics", ["Git", "SQL"])) with { Title = "Another title" }));

    [Fact]
    public void Added_and_removed_concepts_are_reported_with_their_stage() => Assert.Equal(
        [(PlanChangeKind.Removed, "SQL", "was in 'Basics'"), (PlanChangeKind.Added, "Docker", "in 'Tools'")],
        Changes(Plan(("Basics", ["Git", "SQL"])), Plan(("Basics", ["Git"]), ("Tools", ["Docker"]))));

    [Fact]
    public void A_move_is_reported_only_for_the_moved_concept_and_not_for_those_it_passed()
    {
        Assert.Equal(
            [(PlanChangeKind.Moved, "SQL", "from 'Basics' to 'Data'")],
            Changes(Plan(("Basics", ["Git", "SQL"])), Plan(("Basics", ["Git"]), ("Data", ["SQL"]))));
        Assert.Equal(
            [(PlanChangeKind.Moved, "SQL", "within 'Basics'")],
            Changes(Plan(("Basics", ["Git", "HTTP", "JSON", "SQL"])), Plan(("Basics", ["SQL", "Git", "HTTP", "JSON"]))));
    }

    [Fact]
    public void A_stage_with_another_title_has_not_moved_its_concepts()
    {
        Assert.Equal(
            [(PlanChangeKind.Added, "SQL", "in 'Foundations: Git, SQL'")],
            Changes(
                Plan(("Foundations: Git, HTTP", ["Git", "HTTP"]), ("Tools", ["Docker"])),
                Plan(("Foundations: Git, SQL", ["Git", "HTTP", "SQL"]), ("Tools", ["Docker"]))));
        Assert.Equal(
            [(PlanChangeKind.Moved, "HTTP", "from 'Basics' to 'Web'")],
            Changes(Plan(("Basics", ["Git", "SQL", "HTTP"])), Plan(("Foundations", ["Git", "SQL"]), ("Web", ["HTTP"]))));
    }

    [Fact]
    public void Changed_hours_and_difficulty_are_reported_with_old_and_new_values()
    {
        var before = Plan(("Basics", ["Git"]));
        var concept = before.Concepts().Single();
        var after = new Framework(
            "t",
            "s",
            [new("Basics", "", [new("m", "", [concept with { Hours = 2.5, Difficulty = Difficulty.Hard, Description = "More." }])])],
            2.5,
            1);

        Assert.Equal([(PlanChangeKind.Changed, "Git", "1 → 2.5 hours, easy → hard, description changed")], Changes(before, after));
    }

    [Fact]
    public void Concepts_with_the_same_name_are_matched_in_order() =>
        Assert.Equal(
            [(PlanChangeKind.Removed, "Practice", "was in 'B'")],
            Changes(Plan(("A", ["Practice"]), ("B", ["Practice"])), Plan(("A", ["Practice"]))));

    private static IEnumerable<(PlanChangeKind, string, string)> Changes(Framework before, Framework after) =>
        PlanDiff.Compare(before, after).Select(change => (change.Change, change.Name, change.Detail));

    private static Framework Plan(params (string Stage, string[] Concepts)[] stages) => new(
        "A plan",
        "It plans.",
        [
            .. stages.Select((stage, s) => new Stage(
                stage.Stage,
                "",
                [
                    new(
                        "Module",
                        "",
                        [
                            .. stage.Concepts.Select(
                                (name, c) => new Concept($"c-{s + 1}-1-{c + 1}", name, "", 1, Difficulty.Easy, [], [])),
                        ]),
                ])),
        ],
        stages.Sum(stage => stage.Concepts.Length),
        1);
}
