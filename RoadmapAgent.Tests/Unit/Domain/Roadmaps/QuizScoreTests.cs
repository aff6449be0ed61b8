using System.Text.Json;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Roadmaps;

public sealed class QuizScoreTests
{
    private static readonly IReadOnlyList<QuizQuestion> Quiz =
    [
        new(QuestionType.SingleChoice, "One?", ["a", "b", "c"], [1], "It is b.", Difficulty.Easy),
        new(QuestionType.MultipleChoice, "Some?", ["a", "b", "c"], [0, 2], "Both ends.", Difficulty.Medium),
    ];

    [Fact]
    public void A_question_counts_only_if_exactly_the_correct_options_are_chosen_in_any_order()
    {
        Assert.Equal((1.0, 2, 2), Score([[1], [2, 0]]));
        Assert.Equal((0.5, 1, 2), Score([[1], [0]]));
        Assert.Equal((0.5, 1, 2), Score([[1], [0, 1, 2]]));
        Assert.Equal((0.0, 0, 2), Score([[0], []]));
    }

    [Fact]
    public void Every_question_is_returned_with_its_correct_options_and_explanation()
    {
        var (score, _) = QuizScore.Of(Quiz, [[0], [0, 2]]);

        Assert.Equal(
            [(false, "It is b."), (true, "Both ends.")], score!.Questions.Select(question => (question.Correct, question.Explanation)));
        Assert.Equal([1], score.Questions[0].Expected);
    }

    [Theory]
    [InlineData(true, 2, 0, 1)]
    [InlineData(false, 0, 1, 2)]
    [InlineData(false, 2, 0)]
    public void An_order_counts_only_if_all_steps_stand_in_the_right_order(bool correct, params int[] answer)
    {
        QuizQuestion[] quiz = [new(QuestionType.Order, "Order?", ["b", "c", "a"], [2, 0, 1], "It is the alphabet.", Difficulty.Easy)];

        Assert.Equal(correct, QuizScore.Of(quiz, [answer]).Score!.Questions[0].Correct);
    }

    [Fact]
    public void The_explanations_of_the_options_are_returned()
    {
        QuizQuestion[] quiz = [Quiz[0] with { OptionExplanations = ["too early", "right", "too late"] }];

        Assert.Equal(["too early", "right", "too late"], QuizScore.Of(quiz, [[0]]).Score!.Questions[0].OptionExplanations);
    }

    [Fact]
    public void A_question_stored_before_code_and_explanations_existed_is_read()
    {
        const string Stored = """
            {"type":"single_choice","question":"One?","options":["a","b"],"correct":[1],"explanation":"It is b.","difficulty":"easy"}
            """;

        var question = JsonSerializer.Deserialize<QuizQuestion>(Stored, DomainJson.Options)!;

        Assert.Equal((null, null, null), (question.Code, question.Language, question.OptionExplanations));
        Assert.True(question.IsAnsweredBy([1]));
    }

    public static TheoryData<int[]?[], string> Impossible => new()
    {
        { [[1]], "answers" },
        { [[1], [3]], "answers[1]" },
        { [[-1], [0]], "answers[0]" },
        { [[1, 1], [0]], "answers[0]" },
        { [null, [0]], "answers[0]" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_answer_is_refused_with_its_field_and_a_reason(int[]?[] answers, string field)
    {
        var (score, errors) = QuizScore.Of(Quiz, answers);

        Assert.Null(score);
        Assert.Equal([field], errors.Keys);
        Assert.NotEmpty(Assert.Single(errors[field]));
    }

    private static (double, int, int) Score(int[][] answers) =>
        QuizScore.Of(Quiz, answers) is ({ } score, _) ? (score.Score, score.Correct, score.Total) : default;
}
