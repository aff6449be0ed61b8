using RoadmapAgent.Authoring.Rendering;

namespace RoadmapAgent.Tests.Unit.Authoring.Rendering;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("Learn C#, SQL and Git - in 12 weeks.")]
    [InlineData("R&D: what's new? (All of it!)")]
    [InlineData("C# & .NET 10.0; node.js >= 20 | TypeScript = types")]
    [InlineData("snake_case_names, {braces}, 100 % and $5")]
    [InlineData("#dotnet")]
    [InlineData(".NET")]
    [InlineData("-5 degrees")]
    [InlineData("3.5 mm")]
    [InlineData("école_privée")]
    public void An_ordinary_sentence_is_left_unchanged(string text) => Assert.Equal(text, OneLine.Markdown(text, 200));

    [Theory]
    [InlineData(@"a\*b", @"a\\\*b")]
    [InlineData("**bold**", @"\*\*bold\*\*")]
    [InlineData("_private and __init__", @"\_private and \_\_init\_\_")]
    [InlineData("`code`", @"\`code\`")]
    [InlineData("~~gone~~", @"\~\~gone\~\~")]
    [InlineData("[x](javascript:y)", @"\[x](javascript:y)")]
    [InlineData("![x](y)", @"!\[x](y)")]
    [InlineData("<script>", @"\<script>")]
    [InlineData(@"\<script>", @"\\\<script>")]
    [InlineData(@"\\[x](y)", @"\\\\\[x](y)")]
    [InlineData("&lt;script&#62;", @"\&lt;script\&#62;")]
    public void Inline_markup_is_escaped(string text, string escaped) => Assert.Equal(escaped, OneLine.Markdown(text, 200));

    [Theory]
    [InlineData("# title", @"\# title")]
    [InlineData("## title", @"\## title")]
    [InlineData("> quote", @"\> quote")]
    [InlineData(">quote", @"\>quote")]
    [InlineData("- item", @"\- item")]
    [InlineData("+ item", @"\+ item")]
    [InlineData("---", @"\---")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("12) item", @"12\) item")]
    [InlineData("C #", @"C \#")]
    public void Block_markers_and_closing_heading_marks_are_escaped_once(string text, string escaped) =>
        Assert.Equal(escaped, OneLine.Markdown(text, 200));

    [Fact]
    public void Line_breaks_and_control_characters_become_single_spaces() => Assert.Equal("a b c", OneLine.Of(" a\r\n\tb \u0000 c\n", 200));

    [Fact]
    public void A_long_text_is_truncated_between_characters()
    {
        Assert.Equal("abcd…", OneLine.Of("abcdefgh", 5));
        Assert.Equal("abc…", OneLine.Of("abc😀efgh", 5));
    }

    [Theory]
    [InlineData("", 6)]
    [InlineData("a", 6, "a")]
    [InlineData("a and b", 6, "a", "b")]
    [InlineData("a, b and c", 6, "a", "b", "c")]
    [InlineData("a, b and 2 more", 3, "a", "b", "c", "d")]
    public void A_list_is_joined_like_a_sentence_up_to_a_maximum(string expected, int most, params string[] items) =>
        Assert.Equal(expected, OneLine.List(items, most));
}
