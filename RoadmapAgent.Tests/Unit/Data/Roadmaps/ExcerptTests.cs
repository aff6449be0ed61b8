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
    public void Marks_of_Markdown_are_left_out(string markdown, string expected) => Assert.Equal(expected, Excerpt.Of(markdown));

    [Theory]
    [InlineData("x**2 + y**2")]
    [InlineData("ation of a word, and so on: a - b, 1. not a list")]
    [InlineData("snake_case_name")]
    [InlineData("half of a [link](https://exam")]
    [InlineData("")]
    public void Everything_else_stays(string text) => Assert.Equal(text, Excerpt.Of(text));
}
