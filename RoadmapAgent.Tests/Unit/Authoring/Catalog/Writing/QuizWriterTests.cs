using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Writing;

/// <summary>The quizzes of skills with quiz items.</summary>
public sealed class QuizWriterTests
{
    private static readonly SkillGraph Graph = SkillGraph.BuiltIn;

    public static TheoryData<string> Skills => [.. LessonLibrary.Skills()];

    [Theory]
    [MemberData(nameof(Skills))]
    public void Every_question_is_about_a_point_that_the_concept_teaches(string id)
    {
        var skill = Graph[id];
        foreach (var part in Parts(skill))
        {
            var taught = part.KeyPoints.SelectMany(LessonLibrary.Of(skill).ItemsOf).ToList();
            foreach (var question in Enumerable.Range(0, 4).SelectMany(attempt => QuizOf(part, attempt)))
            {
                var item = Assert.Single(taught, item => item.Ask == question.Question && item.Code == question.Code);
                var right = item.Options.Where(option => option.Right).Select(option => option.Text);
                var expected = question.Correct.Select(index => question.Options[index]);
                Assert.Equal(
                    item.Kind == QuizItemKind.Order ? right : right.Order(StringComparer.Ordinal),
                    item.Kind == QuizItemKind.Order ? expected : expected.Order(StringComparer.Ordinal));
                Assert.All(
                    question.Options.Zip(question.OptionExplanations!),
                    pair => Assert.Contains(item.Options, option => (option.Text, option.Because) == pair));
                Assert.NotEqual(QuestionType.TrueFalse, question.Type);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Skills))]
    public void A_quiz_written_again_asks_none_of_the_questions_before(string id)
    {
        foreach (var part in Parts(Graph[id]))
        {
            var first = QuizOf(part, 0).Select(question => (question.Question, question.Code)).ToList();
            var second = QuizOf(part, 1).Select(question => (question.Question, question.Code)).ToList();
            var items = part.KeyPoints.Sum(point => LessonLibrary.Of(part.Skill).ItemsOf(point).Count);
            // Of an odd number of items, a quiz has one more than half.
            Assert.InRange(first.Intersect(second).Count(), 0, (2 * first.Count) - Math.Min(2 * first.Count, items));
            Assert.InRange(first.Count, 3, 8);
        }
    }

    [Fact]
    public void A_quiz_of_a_whole_skill_mixes_at_least_three_kinds() =>
        Assert.All(LessonLibrary.Skills(), id =>
        {
            var skill = Graph[id];
            var items = skill.Points.SelectMany(LessonLibrary.Of(skill).ItemsOf).ToList();
            var kinds = QuizOf(SkillPart.Whole(skill), 0)
                .Select(question => items.Single(item => item.Ask == question.Question && item.Code == question.Code).Kind)
                .Distinct();
            Assert.InRange(kinds.Count(), 3, 6);
        });

    [Fact]
    public void The_right_answer_is_found_neither_by_its_place_nor_by_its_length()
    {
        var singles = LessonLibrary.Skills().Select(id => SkillPart.Whole(Graph[id]))
            .SelectMany(part => Enumerable.Range(0, 3).SelectMany(attempt => QuizOf(part, attempt)))
            .Where(question => question is { Type: QuestionType.SingleChoice, Options.Count: 4 })
            .ToList();

        Assert.All(
            singles.GroupBy(question => question.Correct[0]), place => Assert.InRange(place.Count() / (double)singles.Count, 0.15, 0.35));
        var longest = singles.Count(
            question => question.Options.MaxBy(option => option.Length) == question.Options[question.Correct[0]]);
        Assert.InRange(longest / (double)singles.Count, 0, 0.5);
    }

    [Fact]
    public void The_steps_of_an_order_question_are_never_shown_in_the_right_order()
    {
        var orders = LessonLibrary.Skills().Select(id => SkillPart.Whole(Graph[id]))
            .SelectMany(part => Enumerable.Range(0, 5).SelectMany(attempt => QuizOf(part, attempt)))
            .Where(question => question.Type == QuestionType.Order)
            .ToList();

        Assert.NotEmpty(orders);
        Assert.All(orders, question => Assert.NotEqual(Enumerable.Range(0, question.Options.Count), question.Correct));
    }

    [Fact]
    public void A_project_or_a_practice_session_asks_about_points_that_the_plan_teaches()
    {
        foreach (var (level, hours) in (IEnumerable<(Level, int)>)[(Level.Beginner, 5), (Level.Intermediate, 10), (Level.Advanced, 30)])
        {
            foreach (var goal in Graph.Goals)
            {
                var request = Requests.For(goal.Title, level, hours);
                var plan = AuthorDesk.Plan(request);
                var taught = SkillPart.In(plan, Graph).SelectMany(one => one.Part.KeyPoints.Select(point => (one.Part.Skill, point)))
                    .ToLookup(one => one.Skill, one => one.point);
                foreach (var brief in AuthorDesk.Briefs(request, plan))
                {
                    if (ConceptSource.Of(brief.Concept, Graph) is not SkillPart)
                    {
                        AssertTaught(AuthorDesk.Quiz(brief), taught);
                    }
                }
            }
        }
    }

    private static void AssertTaught(IReadOnlyList<QuizQuestion> quiz, ILookup<Skill, KeyPoint> taught)
    {
        foreach (var question in quiz.Where(question => question.OptionExplanations is not null))
        {
            // Skills that the plan takes for granted are used by projects without being taught.
            Assert.Contains(Graph.Skills, skill =>
                skill.Points.Any(point =>
                    (taught[skill].Contains(point) || !taught.Contains(skill))
                    && LessonLibrary.Of(skill).ItemsOf(point).Any(item => item.Ask == question.Question && item.Code == question.Code)));
        }
    }

    private static IEnumerable<SkillPart> Parts(Skill skill) =>
        skill.Points.Select((_, index) => new SkillPart(skill, [index], WithExercise: false))
            .Append(new SkillPart(skill, [0, 1], WithExercise: false))
            .Append(SkillPart.Whole(skill));

    private static IReadOnlyList<QuizQuestion> QuizOf(SkillPart part, int attempts)
    {
        var concept = new Concept("c-1-1-1", part.Skill.Name, "Description.", 4, part.Skill.Difficulty, [], part.Keywords());
        var brief = new ConceptBrief(Guid.Empty, Requests.For("learn"), "Roadmap", "Stage", "Module", concept, [], attempts);
        return ContentValidation.Check(AuthorDesk.Quiz(brief));
    }
}
