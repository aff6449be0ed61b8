using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public class CatalogAuthorPropertyTests
{
    [Fact]
    public void Every_request_gets_a_structurally_sound_plan_of_eight_to_thirty_concepts() =>
        Prop.ForAll(Requests.Any(), request => PlanCheck.Structure(AuthorDesk.Plan(request), request, 8, 30)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_concept_of_every_plan_gets_a_tutorial_resources_and_a_quiz() =>
        Prop.ForAll(Requests.Any(), request =>
        {
            foreach (var brief in AuthorDesk.Briefs(request, AuthorDesk.Plan(request)))
            {
                PlanCheck.Content(AuthorDesk.Tutorial(brief), AuthorDesk.Resources(brief), AuthorDesk.Quiz(brief));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_edited_plan_is_structurally_sound_whatever_the_feedback()
    {
        var feedback = Gen.Elements(
            "add Docker",
            "remove testing",
            "less SQL",
            "more practice",
            "fewer hours",
            "too easy",
            "too hard",
            "drop everything",
            "add COBOL",
            "SQL before Docker",
            "remove C# and ASP.NET Core",
            "c-1-1-1 has a prerequisite that does not exist",
            "more depth",
            "no practice",
            "asdf",
            "");
        var cases = from request in Requests.Any().Generator
                    from findings in feedback.ListOf().Resize(6)
                    select (request, findings);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var (request, findings) = one;
            var plan = AuthorDesk.Plan(request);
            var edited = AuthorDesk.Edit(request, plan, [.. findings]);
            PlanCheck.Structure(edited, request, 3, 60);
            foreach (var brief in AuthorDesk.Briefs(request, edited))
            {
                PlanCheck.Content(AuthorDesk.Tutorial(brief), AuthorDesk.Resources(brief), AuthorDesk.Quiz(brief));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Equal_input_gives_equal_output_regardless_of_culture() =>
        Prop.ForAll(Requests.Any(), request =>
        {
            var first = Everything(request, CultureInfo.InvariantCulture);
            Assert.Equal(first, Everything(request, CultureInfo.InvariantCulture));
            Assert.Equal(first, Everything(request, WithComma()));
        }).QuickCheckThrowOnFailure();

    private static CultureInfo WithComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "minus ";
        return culture;
    }

    private static string Everything(RoadmapRequest request, CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            var plan = AuthorDesk.Plan(request);
            var brief = AuthorDesk.Briefs(request, plan)[^1];
            return JsonSerializer.Serialize(
                new
                {
                    plan,
                    tutorial = AuthorDesk.Tutorial(brief),
                    resources = AuthorDesk.Resources(brief),
                    quiz = AuthorDesk.Quiz(brief),
                });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
