using System.Text.Json;
using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Chat;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

public sealed class JsonAnswerTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record Lesson(string Title, int Minutes);

    [Theory]
    [InlineData("""{"title":"A","minutes":1}""")]
    [InlineData("""Here you are: {"title":"A","minutes":1} Enjoy!""")]
    [InlineData("```json\n{\"title\":\"A\",\"minutes\":1}\n```\nUse {placeholders} freely.")]
    [InlineData("""<think>A lesson {"title":"draft","minutes":9} or {not this</think>{"title":"A","minutes":1}""")]
    [InlineData("""Let me think about { and "quotes.</thinking> {"title":"A","minutes":1}""")]
    [InlineData("""First {"title":"draft","minutes":9}, but better: {"title":"A","minutes":1}""")]
    [InlineData("""{"lesson":{"title":"A","minutes":1}}""")]
    [InlineData("""{"example":true} {"title":"A","minutes":1} {"note":"done"}""")]
    [InlineData("""{"title":"A","minutes":1,}""")]
    [InlineData("{\"title\":\"A\", // the title\n\"minutes\":1}")]
    [InlineData("""{"title":"A","minutes":1,"extra":{"more":[1,2,]}}""")]
    public void The_object_is_found_among_reasoning_and_prose(string text) =>
        Assert.Equal(new Lesson("A", 1), JsonAnswer.Read<Lesson>(text, Options));

    [Theory]
    [InlineData("{\"title\":\"two\nlines\tand\u0001more\",\"minutes\":1}", "two\nlines\tand\u0001more")]
    [InlineData("""{"title":"the set \(x\) costs \$5, isn\'t it","minutes":1}""", """the set \(x\) costs \$5, isn\'t it""")]
    [InlineData("""{"title":"braces } and { \" \\","minutes":1}""", """braces } and { " \""")]
    [InlineData("""{"title":"</think> is a tag","minutes":1}""", "</think> is a tag")]
    public void Strings_are_read_as_models_write_them(string text, string title) =>
        Assert.Equal(title, JsonAnswer.Read<Lesson>(text, Options).Title);

    [Theory]
    [InlineData("", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{{{{", "no JSON object")]
    [InlineData("""{"title":"A","minutes":1}</think>I would rather not.""", "no JSON object")]
    [InlineData("""{"title":"A"}""", "'minutes'")]
    [InlineData("""{"title":"A","minutes":1,"lesson":[null]}""", "null")]
    [InlineData("""{"title":"A\u0000","minutes":1}""", "NUL")]
    public void An_answer_without_a_matching_object_says_why(string text, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<AuthorException>(() => JsonAnswer.Read<Lesson>(text, Options)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_hostile_answer_has_a_bounded_number_of_objects() =>
        Assert.Throws<AuthorException>(() => JsonAnswer.Read<Lesson>(new string('{', 100_000), Options));
}
