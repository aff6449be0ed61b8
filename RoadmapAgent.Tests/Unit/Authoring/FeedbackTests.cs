using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public class FeedbackTests
{
    private static readonly RoadmapRequest Request = Requests.For("become a .NET back-end developer", Level.Beginner, 10);

    [Fact]
    public void Added_skills_come_with_their_prerequisites()
    {
        var edited = Edit("Please add Kubernetes");
        Assert.Contains("kubernetes", Skills(edited));
        Assert.Contains("networking", Skills(edited));
        Assert.True(Skills(edited).IndexOf("networking") < Skills(edited).IndexOf("kubernetes"));
    }

    [Fact]
    public void Removed_skills_disappear_and_the_plan_stays_sound()
    {
        var edited = Edit("remove testing and drop Docker");
        Assert.DoesNotContain("testing", Skills(edited));
        Assert.DoesNotContain("docker", Skills(edited));
    }

    [Fact]
    public void A_skill_that_is_already_known_is_removed() => Assert.DoesNotContain("sql", Skills(Edit("I already know SQL")));

    [Fact]
    public void After_a_change_the_summary_says_whether_the_plan_still_fits_the_time()
    {
        const string Fits = "It fits “in 12 weeks” (96 hours).";
        const string TooLong = "After your changes it does not fit “in 12 weeks” (96 hours).";
        var request = Requests.For("learn Go, in 12 weeks", Level.Beginner, 8);
        var plan = AuthorDesk.Plan(request);
        var longer = AuthorDesk.Edit(request, plan, "add Kubernetes");
        var shorter = AuthorDesk.Edit(request, longer, "remove Kubernetes and everything about networking, remove Docker");

        Assert.True(plan.TotalHours <= 96 && longer.TotalHours > 96 && shorter.TotalHours <= 96);
        Assert.Contains(Fits, plan.Summary, StringComparison.Ordinal);
        Assert.Contains(TooLong, longer.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(Fits, longer.Summary, StringComparison.Ordinal);
        Assert.Contains(Fits, shorter.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Less_of_a_skill_reduces_its_hours_and_no_others()
    {
        var plan = Plan();
        var edited = Edit("less SQL");
        Assert.True(Hours(edited, "sql") < Hours(plan, "sql"));
        Assert.Equal(Hours(plan, "csharp"), Hours(edited, "csharp"));
    }

    [Fact]
    public void A_request_for_more_practice_adds_practice_sessions() =>
        Assert.Contains(
            Edit("more practice, please").Concepts(), concept => concept.Name.StartsWith("Practice:", StringComparison.Ordinal));

    [Theory]
    [InlineData("fewer hours")]
    [InlineData("It is too long.")]
    [InlineData("too many weeks!")]
    public void Feedback_that_the_plan_is_too_long_shortens_it(string feedback) =>
        Assert.True(Edit(feedback).TotalHours < Plan().TotalHours);

    [Fact]
    public void Feedback_that_the_plan_is_too_easy_adds_hard_concepts()
    {
        var plan = Plan();
        var edited = Edit("This is too easy");
        Assert.True(
            edited.Concepts()
                .Count(concept => concept.Difficulty == Difficulty.Hard) > plan
                .Concepts()
                .Count(concept => concept.Difficulty == Difficulty.Hard));
    }

    [Fact]
    public void Feedback_that_the_plan_is_too_hard_adds_skills()
    {
        var request = Request with { CurrentLevel = Level.Advanced };
        var plan = AuthorDesk.Plan(request);
        var edited = AuthorDesk.Edit(request, plan, "too hard for me");
        PlanCheck.Structure(edited, request);
        Assert.True(Skills(edited).Count > Skills(plan).Count);
    }

    [Fact]
    public void An_unknown_topic_gets_a_concept_labelled_as_unknown()
    {
        var edited = Edit("add COBOL");
        var concept = edited.Concepts().Single(one => one.Name == "COBOL");
        Assert.Contains("does not know it", concept.Description);
    }

    [Fact]
    public void A_skill_can_be_moved_before_another()
    {
        var edited = Edit("Git before C#");
        Assert.True(Skills(edited).IndexOf("git") < Skills(edited).IndexOf("csharp"));
    }

    [Fact]
    public void A_skill_cannot_be_moved_before_its_prerequisite()
    {
        var edited = Edit("ASP.NET Core before C#");
        Assert.True(Skills(edited).IndexOf("csharp") < Skills(edited).IndexOf("aspnet-core"));
    }

    [Fact]
    public void A_concept_can_be_removed_by_its_id()
    {
        var plan = Plan();
        var name = plan.Stages[0].Modules[0].Concepts[0].Name;
        Assert.DoesNotContain(Edit("drop c-1-1-1").Concepts(), concept => concept.Name == name);
    }

    [Fact]
    public void A_request_to_keep_a_skill_does_not_remove_it() => Assert.Contains("testing", Skills(Edit("keep testing")));

    [Fact]
    public void Unrecognised_feedback_changes_nothing_and_is_reported()
    {
        var plan = Plan();
        var edits = AuthorDesk.PlanEdit(Request, plan, "lovely weather today");
        Assert.Empty(edits.Edits);
        Assert.Contains("Nothing was understood", edits.Summary);
        Assert.Equal(plan.TotalHours, AuthorDesk.Edit(Request, plan, edits).TotalHours);
    }

    [Fact]
    public void A_plan_with_many_structural_errors_is_repaired()
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
                        .. plan.Stages[0].Modules.Select(
                            module =>
                                module with
                                {
                                    Concepts =
                                    [
                                        .. module.Concepts.Select(
                                            one => one with { Prerequisites = ["ghost", one.Id, plan.Concepts().Last().Id] }),
                                    ],
                                }),
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
    public void An_edit_never_empties_a_plan()
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
