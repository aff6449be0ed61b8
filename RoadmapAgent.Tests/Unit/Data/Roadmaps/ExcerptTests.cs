using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Data.Roadmaps;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("a line\n\n### A heading\nand text", "a line A heading and text")]
    [InlineData("text\n- one\n- two\n1. three", "text one two three")]
    [InlineData("see [the manual](https://example.org/a) first", "see the manual first")]
    [InlineData("a **strong** word and `code`", "a strong word and code")]
    [InlineData("before\n```sql\nSELECT * FROM t;\n```\nafter", "before SELECT * FROM t; after")]
    public void Marks_of_Markdown_are_left_out(string markdown, string expected) =>
        Assert.Equal(expected, Excerpt.Of(markdown, begins: true, ends: true));

    [Theory]
    [InlineData("x**2 + y**2")]
    [InlineData("ation of a word, and so on: a - b, 1. not a list")]
    [InlineData("snake_case_name")]
    [InlineData("half of a [link](https://exam")]
    [InlineData("")]
    public void Everything_else_stays(string text) => Assert.Equal(text, Excerpt.Of(text, begins: true, ends: true));

    [Theory]
    [InlineData("ation of a wo", false, false, "… of a …")]
    [InlineData("ation of a word", false, true, "… of a word")]
    [InlineData("A part of a wo", true, false, "A part of a …")]
    [InlineData("没有空格的文字没有空格的文字没有空格的文字没有空格", false, false, "没有空格的文字没有空格的文字没有空格的文字没有空格")]
    [InlineData("word", false, false, "word")]
    [InlineData("", false, false, "")]
    public void A_word_that_is_not_whole_is_left_out(string text, bool begins, bool ends, string expected) =>
        Assert.Equal(expected, Excerpt.Of(text, begins, ends));
}
