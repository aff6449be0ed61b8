using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Questions that are missed in a quiz and asked again, with the rights of the API and a clock that is moved by hand.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class CardStoreTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Concept = "c-1-1-2";

    private const string Quiz = """
        [{"type": "single_choice", "question": "One?", "options": ["a", "b"], "correct": [1], "explanation": "b.", "difficulty": "easy"},
         {"type": "multiple_choice", "question": "Two?", "options": ["a", "b", "c"], "correct": [0, 2], "explanation": "a and c.",
          "difficulty": "easy", "code": "x = 1", "language": "python"},
         {"type": "true_false", "question": "Three?", "options": ["True", "False"], "correct": [0], "explanation": "It is.",
          "difficulty": "easy"}]
        """;

    private static readonly Owner Ada = OwnedRoadmaps.Ada;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private ContentDatabase _database = null!;
    private LearningStore _learning = null!;
    private CardStore _cards = null!;
    private RoadmapRepository _roadmaps = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await ContentDatabase.CreateAsync(fleet);
        var process = _database.AddProcess<IServiceProvider>(await _database.AddRoleAsync("api"), _time);
        _learning = process.GetRequiredService<LearningStore>();
        _cards = process.GetRequiredService<CardStore>();
        _roadmaps = process.GetRequiredService<RoadmapRepository>();
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_missed_question_comes_back_the_next_day_then_after_six_days_then_later_and_later()
    {
        var id = await AddAsync();
        await AttemptAsync(id, [[1], [0], [0]]);
        Assert.Equal(0, (await DueAsync()).Due);

        _time.Advance(TimeSpan.FromDays(1));
        var due = await DueAsync();

        var question = Assert.Single(due.Items);
        Assert.Equal((1, id, Concept, $"Name of {Concept}"), (due.Due, question.RoadmapId, question.ConceptId, question.ConceptName));
        Assert.Equal(("Two?", QuestionType.MultipleChoice, "x = 1"), (question.Question, question.Type, question.Code));
        foreach (var days in (int[])[6, 15, 38])
        {
            await AnswerAsync(question.Id, [0, 2]);
            Assert.Equal(0, (await DueAsync()).Due);
            _time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, (await DueAsync()).Due);
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(question.Id, Assert.Single((await DueAsync()).Items).Id);
        }

        await AnswerAsync(question.Id, [0]);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await DueAsync()).Due);
    }

    [Fact]
    public async Task What_is_missed_in_a_quiz_twice_is_one_question_and_begins_again()
    {
        var id = await AddAsync();
        await AttemptAsync(id, [[0], [0, 2], [0]]);
        _time.Advance(TimeSpan.FromDays(1));
        var card = Assert.Single((await DueAsync()).Items).Id;
        await AnswerAsync(card, [1]);

        await AttemptAsync(id, [[0], [0, 2], [1]]);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(["One?", "Three?"], (await DueAsync()).Items.Select(question => question.Question).Order());
        Assert.Equal(1, (await _cards.FindAsync(Ada, card, Cancellation))!.Schedule.IntervalDays);
    }

    [Fact]
    public async Task Of_all_roadmaps_those_that_have_waited_longest_come_first_and_only_so_many()
    {
        var (first, second) = (await AddAsync(), await AddAsync());
        await AttemptAsync(second, [[0], [0], [0]]);
        _time.Advance(TimeSpan.FromHours(1));
        await AttemptAsync(first, [[0], [0], [1]]);
        _time.Advance(TimeSpan.FromDays(2));

        var due = await _cards.ListDueAsync(Ada, 3, Cancellation);

        Assert.Equal(5, due.Due);
        Assert.Equal([second, second, first], due.Items.Select(question => question.RoadmapId));
    }

    [Fact]
    public async Task When_a_quiz_is_replaced_its_questions_are_gone_with_those_of_an_answer_that_arrives_late()
    {
        var id = await AddAsync();
        await AttemptAsync(id, [[0], [0], [1]]);
        var late = (await _learning.FindQuizAsync(Ada, id, Concept, Cancellation))!;
        _time.Advance(TimeSpan.FromDays(1));
        var card = (await DueAsync()).Items[0].Id;

        await new OwnedRoadmaps(_roadmaps, limit: 10).DecideAsync(id, new RegenerationRequested(Concept, ContentKind.Quiz));

        Assert.Equal(0L, await _database.ExecuteAsync("SELECT count(*) FROM roadmap.cards WHERE roadmap_id = $1", id));
        await AttemptAsync(id, [[0], [0], [1]], late);
        await WriteAsync(id);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await DueAsync()).Due);
        Assert.Null(await _cards.FindAsync(Ada, card, Cancellation));
    }

    [Fact]
    public async Task Questions_of_others_do_not_exist_and_those_of_a_deleted_roadmap_neither()
    {
        var id = await AddAsync();
        await AttemptAsync(id, [[0], [0], [1]]);
        _time.Advance(TimeSpan.FromDays(1));
        var card = (await DueAsync()).Items[0].Id;

        Assert.Equal(0, (await _cards.ListDueAsync(OwnedRoadmaps.Grace, 100, Cancellation)).Due);
        Assert.Null(await _cards.FindAsync(OwnedRoadmaps.Grace, card, Cancellation));
        Assert.False(await _cards.ScheduleAsync(OwnedRoadmaps.Grace, card, CardSchedule.Missed(_time.GetUtcNow()), Cancellation));

        await _roadmaps.DeleteAsync(Ada, id, Cancellation);
        Assert.Equal(0, (await DueAsync()).Due);
        Assert.False(await _cards.ScheduleAsync(Ada, card, CardSchedule.Missed(_time.GetUtcNow()), Cancellation));
    }

    private Task<DueQuestions> DueAsync() => _cards.ListDueAsync(Ada, 100, Cancellation);

    /// <summary>Adds a completed roadmap of Ada's with a quiz of three questions.</summary>
    private async Task<Guid> AddAsync()
    {
        var id = await _database.AddRoadmapAsync("c-1-1-1", Concept);
        await _database.ExecuteAsync(
            "UPDATE roadmap.roadmaps SET owner = $2, status = 'completed', step = 'finished', ended_at = now() WHERE id = $1", id, Ada.Id);
        await WriteAsync(id);
        return id;
    }

    private async Task WriteAsync(Guid id) => await _database.ExecuteAsync(
        """
        UPDATE roadmap.content_items SET status = 'completed', content = $3::jsonb, attempts = attempts + 1
        WHERE roadmap_id = $1 AND concept_id = $2 AND kind = 'quiz'
        """,
        id,
        Concept,
        Quiz);

    private async Task AttemptAsync(Guid id, int[][] answers, StoredQuiz? seen = null)
    {
        var quiz = seen ?? (await _learning.FindQuizAsync(Ada, id, Concept, Cancellation))!;
        var (score, _) = QuizScore.Of(quiz.Questions, answers);
        Assert.True(await _learning.AddAttemptAsync(Ada, id, Concept, quiz, answers, score!, Cancellation));
    }

    private async Task AnswerAsync(Guid card, int[] answer)
    {
        var (question, schedule) = (await _cards.FindAsync(Ada, card, Cancellation))!;
        var next = schedule.After(question.IsAnsweredBy(answer), _time.GetUtcNow());
        Assert.True(await _cards.ScheduleAsync(Ada, card, next, Cancellation));
    }
}
