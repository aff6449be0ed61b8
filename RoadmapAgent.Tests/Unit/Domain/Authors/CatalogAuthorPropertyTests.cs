using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Authors;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Authors;

public class CatalogAuthorPropertyTests
{
    private readonly CatalogAuthor _author = new();

    [Fact]
    public void Any_request_gets_a_structurally_sound_plan_of_eight_to_thirty_concepts() =>
        Prop.ForAll(Requests.Any(), request => PlanCheck.Structure(Plan(request), request, 8, 30)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_concept_of_any_plan_gets_a_tutorial_resources_and_a_quiz() =>
        Prop.ForAll(Requests.Any(), request =>
        {
            foreach (var brief in Briefs(Plan(request), request))
                PlanCheck.Content(Tutorial(brief), Resources(brief), Quiz(brief));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_feedback_leaves_a_structurally_sound_plan()
    {
        var feedback = Gen.Elements(
            "add Docker", "remove testing", "less SQL", "more practice", "fewer hours", "too easy", "too hard", "drop everything", "add COBOL",
            "SQL before Docker", "remove C# and ASP.NET Core", "c-1-1-1 has a prerequisite that does not exist", "more depth", "no practice", "asdf", "");
        var cases = from request in Requests.Any().Generator
                    from findings in feedback.ListOf().Resize(6)
                    select (request, findings);
        Prop.ForAll(Arb.From(cases), one =>
        {
            var (request, findings) = one;
            var plan = Plan(request);
            var edits = _author.PlanEditAsync(request, plan, [.. findings], CancellationToken.None).Result;
            var edited = _author.EditAsync(request, plan, edits, CancellationToken.None).Result;
            PlanCheck.Structure(edited, request, 3, 60);
            foreach (var brief in Briefs(edited, request))
                PlanCheck.Content(Tutorial(brief), Resources(brief), Quiz(brief));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Equal_input_gives_equal_output_in_every_culture() =>
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

    private string Everything(RoadmapRequest request, CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            var plan = Plan(request);
            var brief = Briefs(plan, request).Last();
            return JsonSerializer.Serialize(new { plan, tutorial = Tutorial(brief), resources = Resources(brief), quiz = Quiz(brief) });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private Framework Plan(RoadmapRequest request)
    {
        var intent = _author.AnalyzeIntentAsync(request, CancellationToken.None).Result;
        return _author.DesignCurriculumAsync(request, intent, CancellationToken.None).Result;
    }

    private Tutorial Tutorial(ConceptBrief brief) => _author.WriteTutorialAsync(brief, CancellationToken.None).Result;

    private IReadOnlyList<LearningResource> Resources(ConceptBrief brief) => _author.RecommendResourcesAsync(brief, CancellationToken.None).Result;

    private IReadOnlyList<QuizQuestion> Quiz(ConceptBrief brief) => _author.WriteQuizAsync(brief, CancellationToken.None).Result;

    private static IEnumerable<ConceptBrief> Briefs(Framework framework, RoadmapRequest request)
    {
        var names = framework.Concepts().ToDictionary(concept => concept.Id, concept => concept.Name);
        return from stage in framework.Stages
               from module in stage.Modules
               from concept in module.Concepts
               select new ConceptBrief(request, framework.Title, stage.Title, module.Title, concept, [.. concept.Prerequisites.Select(id => names[id])]);
    }
}
