using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public class FeedbackTests
{
    private static readonly RoadmapRequest Request = Requests.For("become a .NET back-end developer", Level.Beginner, 10);

    [Fact]
    public void Added_skills_come_with_what_they_build_on()
    {
        var edited = Edit("Please add Kubernetes");
        Assert.Contains("kubernetes", Skills(edited));
        Assert.Contains("networking", Skills(edited));
        Assert.True(Skills(edited).IndexOf("networking") < Skills(edited).IndexOf("kubernetes"));
    }

    [Fact]
    public void Removed_skills_leave_and_their_dependents_build_on_what_is_left()
    {
        var edited = Edit("remove testing and drop Docker");
        Assert.DoesNotContain("testing", Skills(edited));
        Assert.DoesNotContain("docker", Skills(edited));
    }

    [Fact]
    public void A_skill_known_already_is_removed() => Assert.DoesNotContain("sql", Skills(Edit("I already know SQL")));

    [Fact]
    public void Less_of_a_skill_takes_its_hours_and_keeps_the_rest()
    {
        var plan = Plan();
        var edited = Edit("less SQL");
        Assert.True(Hours(edited, "sql") < Hours(plan, "sql"));
        Assert.Equal(Hours(plan, "csharp"), Hours(edited, "csharp"));
    }

    [Fact]
    public void More_practice_adds_sessions() =>
        Assert.Contains(Edit("more practice, please").Concepts(), concept => concept.Name.StartsWith("Practice:", StringComparison.Ordinal));

    [Theory]
    [InlineData("fewer hours")]
    [InlineData("It is too long.")]
    [InlineData("too many weeks!")]
    public void A_plan_that_is_too_long_gets_shorter(string feedback) => Assert.True(Edit(feedback).TotalHours < Plan().TotalHours);

    [Fact]
    public void A_plan_that_is_too_easy_leaves_basics_out()
    {
        var plan = Plan();
        var edited = Edit("This is too easy");
        Assert.True(edited.Concepts().Count(concept => concept.Difficulty == Difficulty.Hard) > plan.Concepts().Count(concept => concept.Difficulty == Difficulty.Hard));
    }

    [Fact]
    public void A_plan_that_is_too_hard_gets_the_foundations_back()
    {
        var request = Request with { CurrentLevel = Level.Advanced };
        var plan = AuthorDesk.Plan(request);
        var edited = AuthorDesk.Edit(request, plan, "too hard for me");
        PlanCheck.Structure(edited, request);
        Assert.True(Skills(edited).Count > Skills(plan).Count);
    }

    [Fact]
    public void An_unknown_topic_gets_a_concept_that_admits_it()
    {
        var edited = Edit("add COBOL");
        var concept = edited.Concepts().Single(one => one.Name == "COBOL");
        Assert.Contains("does not know it", concept.Description);
    }

    [Fact]
    public void One_skill_can_be_moved_in_front_of_another()
    {
        var edited = Edit("Git before C#");
        Assert.True(Skills(edited).IndexOf("git") < Skills(edited).IndexOf("csharp"));
    }

    [Fact]
    public void A_move_in_front_of_what_it_builds_on_changes_nothing()
    {
        var edited = Edit("ASP.NET Core before C#");
        Assert.True(Skills(edited).IndexOf("csharp") < Skills(edited).IndexOf("aspnet-core"));
    }

    [Fact]
    public void A_concept_can_be_named_by_its_id()
    {
        var plan = Plan();
        var name = plan.Stages[0].Modules[0].Concepts[0].Name;
        Assert.DoesNotContain(Edit("drop c-1-1-1").Concepts(), concept => concept.Name == name);
    }

    [Fact]
    public void What_should_stay_is_not_removed() => Assert.Contains("testing", Skills(Edit("keep testing")));

    [Fact]
    public void Feedback_that_is_not_understood_changes_nothing_and_says_so()
    {
        var plan = Plan();
        var edits = AuthorDesk.PlanEdit(Request, plan, "lovely weather today");
        Assert.Empty(edits.Edits);
        Assert.Contains("Nothing was understood", edits.Summary);
        Assert.Equal(plan.TotalHours, AuthorDesk.Edit(Request, plan, edits).TotalHours);
    }

    [Fact]
    public void A_broken_plan_is_repaired_whatever_broke_it()
    {
        var plan = Plan();
        var concept = plan.Stages[0].Modules[0].Concepts[0];
        var broken = plan with
        {
            TotalHours = 3,
            Weeks = 0,
            Stages =
            [
                plan.Stages[0] with
                {
                    Modules =
                    [
                        .. plan.Stages[0].Modules.Select(module => module with { Concepts = [.. module.Concepts.Select(one => one with { Prerequisites = ["ghost", one.Id, plan.Concepts().Last().Id] })] }),
                        new Module("Empty", "Nothing.", []),
                        new Module("Double", "The same id again.", [concept with { Hours = 0 }]),
                    ],
                },
                new Stage("Empty", "Nothing.", []),
            ],
        };
        string[] findings = ["Concept c-1-1-1 has the prerequisite ghost, which does not exist.", "The stage 'Empty' has no modules."];
        var repaired = AuthorDesk.Edit(Request, broken, findings);
        PlanCheck.Structure(repaired, Request);
    }

    [Fact]
    public void A_plan_is_never_emptied()
    {
        var plan = Plan();
        var edits = new EditPlan("all", [.. plan.Stages.Select(stage => new PlannedEdit(EditAction.Remove, stage.Title, ""))]);
        PlanCheck.Structure(AuthorDesk.Edit(Request, plan, edits), Request);
    }

    private static Framework Edit(string feedback)
    {
        var edited = AuthorDesk.Edit(Request, Plan(), feedback);
        PlanCheck.Structure(edited, Request);
        return edited;
    }

    private static Framework Plan() => AuthorDesk.Plan(Request);

    private static double Hours(Framework plan, string skill) => plan.Concepts()
        .Where(concept => ConceptSource.Of(concept, SkillGraph.BuiltIn) is SkillPart part && part.Skill.Id == skill)
        .Sum(concept => concept.Hours);

    private static List<string> Skills(Framework plan) => [.. AuthorDesk.Skills(plan)];
}
