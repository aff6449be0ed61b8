using RoadmapAgent.Authoring;

namespace RoadmapAgent.Tests.Unit.Authoring;

public sealed class TutorialHtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("a <img src=x onerror=alert(1)> b", "<img")]
    [InlineData("[click](javascript:alert(1))", "javascript:")]
    [InlineData("[click](JaVaScRiPt:alert(1))", "alert(1)\"")]
    [InlineData("[click][1]\n\n[1]: data:text/html,hello", "data:")]
    [InlineData("<javascript:alert(1)>", "href=\"javascript")]
    [InlineData("![tracker](https://elsewhere.example/pixel.png)", "pixel.png")]
    public void Scripts_and_remote_content_are_removed(string markdown, string forbidden) =>
        Assert.DoesNotContain(forbidden, TutorialHtml.Render(markdown), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("1. ")]
    [InlineData("- ")]
    [InlineData("*_")]
    [InlineData("a**b*c ")]
    [InlineData("[a](")]
    [InlineData("_a __a ")]
    [InlineData("[a]: b\n")]
    [InlineData("|x|y")]
    [InlineData("`a``a")]
    public void A_hostile_text_is_rendered_or_refused_with_the_reason(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000 / part.Length));
        try
        {
            Assert.NotNull(TutorialHtml.Render(text));
        }
        catch (AuthorException e)
        {
            Assert.Equal("The tutorial cannot be rendered: its Markdown is nested too deeply.", e.Message);
        }
    }

    [Fact]
    public void Text_lists_code_tables_and_web_links_are_rendered()
    {
        var html = TutorialHtml.Render(
            "# Joins\n\nRead *this*:\n\n- [docs](https://www.postgresql.org/docs/)\n\n"
            + "```sql\nSELECT 1 < 2;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |");

        Assert.All(
            [
                "<h3>Joins</h3>",
                "<em>this</em>",
                "<li><a href=\"https://www.postgresql.org/docs/\" rel=\"noopener noreferrer nofollow\">docs</a></li>",
                "SELECT 1 &lt; 2;",
                "<table>",
            ],
            expected => Assert.Contains(expected, html, StringComparison.Ordinal));
    }
}
