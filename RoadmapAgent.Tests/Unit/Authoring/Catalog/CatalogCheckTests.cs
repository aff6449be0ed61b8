using System.Text;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog;

public class CatalogCheckTests
{
    [Fact]
    public void A_valid_catalog_is_accepted() => Assert.Equal(2, Graph(Skill("a"), Skill("b", "a")).Skills.Count);

    [Fact]
    public void A_dangling_prerequisite_is_refused() =>
        Refused("Skill 'a' names the prerequisite 'ghost', which does not exist.", Skill("a", "ghost"));

    [Fact]
    public void A_prerequisite_cycle_is_refused_with_its_path() =>
        Refused("Prerequisites form a cycle: a → b → a.", Skill("a", "b"), Skill("b", "a"));

    [Fact]
    public void A_prerequisite_from_a_later_tier_is_refused() =>
        Refused("Skill 'a' (Core) requires 'b' of the later tier Specialist.", Skill("a", "b"), Skill("b") with { Tier = Tier.Specialist });

    [Fact]
    public void An_empty_text_is_refused() => Refused("Skill 'a' has an empty description.", Skill("a") with { Description = " " });

    [Fact]
    public void An_empty_text_in_a_key_point_is_refused() =>
        Refused(
            "Key point 'one' of Skill 'a' has an empty mistake.",
            Skill("a") with { Points = [Point("one") with { Mistake = "" }, Point("two"), Point("three")] });

    [Fact]
    public void A_duplicate_id_is_refused() => Refused("The skill 'a' occurs twice.", Skill("a"), Skill("a"));

    [Fact]
    public void A_duplicate_alias_is_refused() =>
        Refused(
            "Alias 'Thing' of skill 'b' is empty or belongs to another skill too.",
            Skill("a") with { Aliases = ["thing"] },
            Skill("b") with { Aliases = ["Thing"] });

    [Fact]
    public void A_link_without_https_is_refused() =>
        Refused(
            "Links of Skill 'a' must be absolute https addresses (was 'http://example.com/x').",
            Skill("a") with { Links = [.. Skill("a").Links, new Link("x", "http://example.com/x", ResourceType.Article, "x")] });

    [Fact]
    public void Too_few_key_points_are_refused() =>
        Refused("Skill 'a' must have 3 to 8 key points (was 2).", Skill("a") with { Points = [Point("one"), Point("two")] });

    [Fact]
    public void A_wrong_answer_equal_to_the_correct_one_is_refused() =>
        Refused(
            "The answer of Key point 'one' of Skill 'a' 'right' occurs twice.",
            Skill("a") with
            {
                Points =
                [
                    Point("one") with { Question = new Question("?", "right", ["wrong", "right"], "because") },
                    Point("two"),
                    Point("three"),
                ],
            });

    [Fact]
    public void A_key_point_without_a_false_claim_is_refused() =>
        Refused(
            "Key point 'one' of Skill 'a' must have a true and a false claim.",
            Skill("a") with
            {
                Points = [Point("one") with { Claims = [new Claim("true", true, "because")] }, Point("two"), Point("three")],
            });

    [Fact]
    public void A_goal_that_names_an_unknown_skill_is_refused()
    {
        var error = Assert.Throws<InvalidCatalogException>(
            () => new SkillGraph([FieldOf(Skill("a"))], [new Goal("g", "Goal", ["goal"], ["ghost"], [])]));
        Assert.Equal("Goal 'g' names the skill 'ghost', which does not exist.", error.Message);
    }

    [Theory]
    [InlineData("""{ "id": "f", "name": "F", "skills": [], "projects": [], "colour": "red" }""")]
    [InlineData("""{ "id": "f", "name": "F", "skills": [] }""")]
    [InlineData("""{ "id": "f", "name": null, "skills": [], "projects": [] }""")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_malformed_catalog_file_is_refused_by_name(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var error = Assert.Throws<InvalidCatalogException>(() => CatalogFiles.Parse<Field>("f.json", stream, GraphJson.Format));
        Assert.Contains("f.json", error.Message);
    }

    private static void Refused(string message, params Skill[] skills) =>
        Assert.Equal(message, Assert.Throws<InvalidCatalogException>(() => Graph(skills)).Message);

    private static SkillGraph Graph(params Skill[] skills) => new([FieldOf(skills)], []);

    private static Field FieldOf(params Skill[] skills) => new("field", "Field", skills, []);

    private static Skill Skill(string id, params string[] prerequisites) => new(
        id,
        $"Name of {id}",
        "Description.",
        "Why.",
        Tier.Core,
        Difficulty.Medium,
        new LevelHours(4, 2, 1),
        prerequisites,
        [$"alias of {id}"],
        [Point("one"), Point("two"), Point("three")], "Exercise.",
        [
            new Link("One", "https://example.com/1", ResourceType.Documentation, "About."),
            new Link("Two", "https://example.com/2", ResourceType.Documentation, "About."),
        ]);

    private static KeyPoint Point(string name) => new(
        name, Depth.Core, "Text.", "Try.", "Mistake.", new Question("Question?", "right", ["wrong", "also wrong"], "Because."),
        [new Claim($"{name} is true", true, "Because."), new Claim($"{name} is false", false, "Because.")]);
}
