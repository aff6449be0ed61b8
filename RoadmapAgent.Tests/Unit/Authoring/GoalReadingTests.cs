using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Reading;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public sealed class GoalReadingTests
{
    private static readonly Skill[] Skills =
        [.. SkillGraph.BuiltIn.Skills.Where(skill => skill.Field != SkillGraph.GenericField)];

    [Fact]
    public void Whatever_skills_are_named_a_goal_is_read_as_it_is_said() =>
        Prop.ForAll(Sentences(), one =>
        {
            var (wanted, known, excluded, weeks) = one;
            var reading = Read($"study {wanted.Name}, coming from {known.Name}, but not {excluded.Name}, in {weeks} weeks");

            AssertRead(wanted, reading.Learn);
            AssertRead(known, reading.ComingFrom);
            AssertRead(excluded, reading.Excluded);
            Assert.Equal((weeks, $"in {weeks} weeks"), (reading.TimeLimit!.Weeks!.Value, reading.TimeLimit.Words));
            Assert.Empty(reading.NotUnderstood);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_typed_is_read_and_what_was_not_understood_is_quoted_from_it() =>
        Prop.ForAll(Requests.Any(), request =>
        {
            var reading = AuthorDesk.Intent(request).Reading!;

            Assert.All(reading.NotUnderstood, words => Assert.Contains(words.TrimEnd('…'), OneLine.Of(request.Goal, 10_000)));
            Assert.True(
                AuthorDesk.Intent(request).Understood || reading.NotUnderstood.Count + reading.NotTaught.Count > 0
                || string.IsNullOrWhiteSpace(OneLine.Of(request.Goal, 10)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("no", "Rust, Go or Swift", "Kotlin")]
    [InlineData("without", "Rust and Swift", "Kotlin")]
    [InlineData("I do not want", "Rust", "Kotlin")]
    [InlineData("anything but", "Rust", "Kotlin")]
    public void A_list_of_what_is_not_wanted_ends_where_the_goal_goes_on(string not, string list, string wanted)
    {
        var reading = Read($"{not} {list}. Teach me {wanted}");

        Assert.Equal([wanted], reading.Learn.Select(read => read.Name));
        Assert.Equal(
            list.Split([", ", " or ", " and "], StringSplitOptions.None).Order(), reading.Excluded.Select(read => read.Name).Order());
    }

    [Theory]
    [InlineData("in 6 weeks", 6)]
    [InlineData("within three months", 13)]
    [InlineData("in a month", 4)]
    [InlineData("by March", 13)]
    [InlineData("by the end of March", 17)]
    [InlineData("before 1 March 2027", 13)]
    [InlineData("until 2027-03-01", 13)]
    [InlineData("bis 1.3.2027", 13)]
    [InlineData("in half a year", 26)]
    [InlineData("in 10 days", 1)]
    [InlineData("by end of year", 4)]
    [InlineData("this summer", 29)]
    public void Times_are_counted_in_weeks_from_the_day_of_the_request(string time, int weeks)
    {
        var limit = Read($"Learn Docker {time}").TimeLimit!;

        Assert.Equal((time, weeks), (limit.Words, limit.Weeks!.Value));
    }

    [Theory]
    [InlineData("Learn Docker, 10 hours a week")]
    [InlineData("I have 10 years of Java experience and want to learn Docker")]
    [InlineData("I may learn Docker")]
    [InlineData("march on with Docker")]
    public void Other_times_limit_nothing(string goal) => Assert.Null(Read(goal).TimeLimit);

    [Theory]
    [InlineData("learn to go with the flow of a crowd")]
    [InlineData("express myself in a foreign language")]
    [InlineData("learn massaging")]
    [InlineData("grow vitamin C rich fruit")]
    public void Ordinary_words_are_not_taken_for_names(string goal) => Assert.False(AuthorDesk.Intent(Request(goal)).Understood);

    [Theory]
    [InlineData("learn kuberntes", "Kubernetes")]
    [InlineData("pyhton please", "Python")]
    [InlineData("Angular", "React")]
    [InlineData("learn C", "Rust")]
    public void What_is_misspelt_or_not_taught_comes_with_what_is_near(string goal, string nearest) =>
        Assert.Contains(nearest, Read(goal).Nearest);

    [Fact]
    public void The_reading_is_said_in_one_line() => Assert.Equal(
        "Understood: Go, coming from Java, in 6 weeks. Not understood: “knitting”.",
        Read("switch from Java to Go in 6 weeks, knitting").Text);

    [Fact]
    public void Every_word_of_the_lexicon_names_skills_that_exist() => Assert.NotNull(Lexicon.Of(SkillGraph.BuiltIn));

    // Some skills have the name of a goal of the catalog, which is then what was meant.
    private static void AssertRead(Skill skill, IReadOnlyList<ReadPhrase> read) => Assert.Equal(skill.Name, Assert.Single(read).Words);

    private static GoalReading Read(string goal) => AuthorDesk.Intent(Request(goal)).Reading!;

    private static RoadmapRequest Request(string goal) => new GoalCase(goal).Request();

    private static Arbitrary<(Skill Wanted, Skill Known, Skill Excluded, int Weeks)> Sentences() => Arb.From(
        from skills in Gen.Shuffle<Skill>(Skills)
        from weeks in Gen.Choose(2, 60)
        select (skills[0], skills[1], skills[2], weeks));
}
