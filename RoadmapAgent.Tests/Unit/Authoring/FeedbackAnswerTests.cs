using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public class FeedbackAnswerTests
{
    private static readonly RoadmapRequest Request = Requests.For("become a .NET back-end developer", Level.Beginner, 10);

    [Fact]
    public void Every_line_of_the_feedback_is_answered()
    {
        var answers = Answers("- Remove Docker.\n- Please add Kubernetes!\n- lovely weather today\n- keep testing");

        Assert.Equal(
            ["Remove Docker", "Please add Kubernetes", "lovely weather today", "keep testing"], answers.Select(answer => answer.Wish));
        Assert.Equal(
            [FeedbackOutcome.Done, FeedbackOutcome.Done, FeedbackOutcome.NotUnderstood, FeedbackOutcome.Done],
            answers.Select(answer => answer.Outcome));
        Assert.StartsWith("Removed ", answers[0].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_only_as_a_prerequisite_says_so()
    {
        var answer = Assert.Single(Answers("add Rust"));
        Assert.Matches("^Added Rust, and .+ because it builds on that; [0-9.]+ hours\\.$", answer.Answer);
    }

    [Theory]
    [InlineData("remove Kubernetes", FeedbackOutcome.Done, "Kubernetes is not in the plan.")]
    [InlineData("ASP.NET Core before C#", FeedbackOutcome.NotPossible, "ASP.NET Core cannot come before C#: it builds on")]
    [InlineData("C# before ASP.NET Core", FeedbackOutcome.Done, "C# comes before ASP.NET Core already.")]
    [InlineData("Rust before C#", FeedbackOutcome.NotPossible, "Rust is not in the plan.")]
    [InlineData("less SQL", FeedbackOutcome.Done, "SQL: ")]
    [InlineData("fewer hours", FeedbackOutcome.Done, "The whole plan: ")]
    public void An_answer_says_what_was_changed_or_why_it_was_not(string feedback, FeedbackOutcome outcome, string text)
    {
        var answer = Assert.Single(Answers(feedback));
        Assert.Equal((feedback, outcome), (answer.Wish, answer.Outcome));
        Assert.StartsWith(text, answer.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_says_that_it_was_made()
    {
        var plan = AuthorDesk.Plan(Request);
        var answers = from later in plan.Concepts().Reverse()
                      from earlier in plan.Concepts()
                      from answer in AuthorDesk.Answers(Request, plan, $"{later.Id} before {earlier.Id}")
                      where answer.Answer.EndsWith(" now.", StringComparison.Ordinal)
                      select answer;
        var made = answers.First();
        Assert.Equal(FeedbackOutcome.Done, made.Outcome);
        Assert.Matches($"^{made.Wish.Replace(" before ", " comes before ", StringComparison.Ordinal)} now\\.$", made.Answer);
    }

    [Fact]
    public void A_line_that_asks_twice_is_answered_once_for_each_change()
    {
        var answer = Assert.Single(Answers("remove Docker and less SQL"));
        Assert.Equal(FeedbackOutcome.Done, answer.Outcome);
        Assert.Matches("^Removed .+ SQL: .+ hours\\.$", answer.Answer);
    }

    [Fact]
    public void A_wish_that_repeats_another_has_the_same_answer()
    {
        var answers = Answers("less SQL.\nreduce SQL");
        Assert.Equal(2, answers.Count);
        Assert.Equal(answers[0].Answer, answers[1].Answer);
    }

    private static IReadOnlyList<FeedbackAnswer> Answers(string feedback) =>
        AuthorDesk.Answers(Request, AuthorDesk.Plan(Request), feedback);
}
