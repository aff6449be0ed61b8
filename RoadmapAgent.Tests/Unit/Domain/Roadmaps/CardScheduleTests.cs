using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Roadmaps;

public sealed class CardScheduleTests
{
    private const int Cases = 500;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    /// <summary>Every card that answers lead to, early, in time and late, and one more answer.</summary>
    private static readonly Arbitrary<(CardSchedule Card, bool Right, DateTimeOffset At)> Answers = Arb.From(
        from earlier in (from right in Gen.Elements(true, true, false) from hours in Gen.Choose(-100, 1000) select (right, hours)).ListOf()
        from last in Gen.Choose(-100, 1000)
        from right in Gen.Elements(true, false)
        let card = earlier.Aggregate(CardSchedule.Missed(Start), (card, answer) =>
            card.After(answer.right, card.DueAt.AddHours(answer.hours)))
        select (card, right, card.DueAt.AddHours(last)));

    [Fact]
    public void A_missed_question_is_due_the_next_day() =>
        Assert.Equal(new CardSchedule(1, CardSchedule.FirstEase, Start.AddDays(1)), CardSchedule.Missed(Start));

    [Fact]
    public void Right_answers_in_time_space_a_question_out_to_a_year() => Assert.Equal(
        [1, 6, 15, 38, 95, 238, 365, 365], Intervals(true, true, true, true, true, true, true));

    [Fact]
    public void A_wrong_answer_brings_a_question_back_and_makes_it_come_more_often() =>
        Assert.Equal([1, 6, 15, 1, 6, 14, 31], Intervals(true, true, false, true, true, true));

    [Fact]
    public void The_ease_never_falls_below_that_of_the_most_difficult_questions()
    {
        var card = Enumerable.Range(0, 10).Aggregate(
            CardSchedule.Missed(Start), (card, _) => card.After(right: false, card.DueAt));

        Assert.Equal(CardSchedule.MinEase, card.Ease);
        Assert.Equal([6, 8, 11], Next(card, true, true, true).Select(next => next.IntervalDays));
    }

    [Fact]
    public void The_same_answer_sent_twice_counts_once()
    {
        var card = CardSchedule.Missed(Start);
        var (right, wrong) = (card.After(right: true, card.DueAt), card.After(right: false, card.DueAt));

        Assert.Equal(right, right.After(right: true, card.DueAt.AddSeconds(1)));
        Assert.Equal(wrong with { DueAt = wrong.DueAt.AddSeconds(1) }, wrong.After(right: false, card.DueAt.AddSeconds(1)));
    }

    [Fact]
    public void A_right_answer_never_shortens_the_interval_and_never_brings_a_question_back_earlier() => Prop.ForAll(Answers, answer =>
    {
        var next = answer.Card.After(right: true, answer.At);
        return next.IntervalDays >= answer.Card.IntervalDays && next.DueAt >= answer.Card.DueAt && next.DueAt > answer.At;
    }).Check(PropertyCases.Of(Cases));

    [Fact]
    public void A_wrong_answer_is_due_at_the_latest_the_next_day() => Prop.ForAll(Answers, answer =>
        answer.Card.After(right: false, answer.At) is var next && next.DueAt > answer.At && next.DueAt <= answer.At.AddDays(1))
        .Check(PropertyCases.Of(Cases));

    [Fact]
    public void Intervals_are_between_a_day_and_a_year_and_the_ease_is_bounded() => Prop.ForAll(Answers, answer =>
        answer.Card.After(answer.Right, answer.At) is
        {
            IntervalDays: >= 1 and <= CardSchedule.MaxIntervalDays,
            Ease: >= CardSchedule.MinEase and <= CardSchedule.FirstEase,
        }).Check(PropertyCases.Of(Cases));

    private static IEnumerable<int> Intervals(params bool[] answers) =>
        Next(CardSchedule.Missed(Start), answers).Select(card => card.IntervalDays).Prepend(1);

    private static IEnumerable<CardSchedule> Next(CardSchedule card, params bool[] answers)
    {
        foreach (var right in answers)
        {
            yield return card = card.After(right, card.DueAt);
        }
    }
}
