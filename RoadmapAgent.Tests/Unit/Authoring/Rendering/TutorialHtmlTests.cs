using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Rendering;

namespace RoadmapAgent.Tests.Unit.Authoring.Rendering;

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
    [InlineData("### Solution\n\na\n\n")]
    public void A_hostile_text_of_a_model_is_refused_with_the_reason_and_shown_as_it_is(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000 / part.Length));
        var html = TutorialHtml.Render(text);
        try
        {
            TutorialHtml.Check(new("Title", "Summary", text, EstimatedMinutes: 10));
            Assert.DoesNotContain("<pre>" + part, html, StringComparison.Ordinal);
        }
        catch (AuthorException e)
        {
            Assert.Equal("The tutorial cannot be rendered: its Markdown is nested too deeply.", e.Message);
            Assert.StartsWith("<pre>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_below_a_heading_solution_is_hidden_until_it_is_opened() =>
        Assert.Equal(
            "<h4>Joins</h4>\n<h5>Exercise</h5>\n<p>Do.</p>\n<details><summary>Solution</summary>\n<p>Done.</p>\n<h6>Why</h6>\n<p>So.</p>\n"
            + "</details>\n<h5>You can now</h5>\n<p>Join.</p>\n",
            TutorialHtml.Render(
                "## Joins\n\n### Exercise\n\nDo.\n\n### Solution\n\nDone.\n\n#### Why\n\nSo.\n\n### You can now\n\nJoin.\n"));

    [Theory]
    [InlineData("# Solution\n\nText.")]
    [InlineData("## Solution\n\nText.")]
    [InlineData("### Solution of the exercise\n\nText.")]
    [InlineData("### *Solution*\n\nText.")]
    public void Other_headings_hide_nothing(string markdown) =>
        Assert.DoesNotContain("<details", TutorialHtml.Render(markdown), StringComparison.Ordinal);

    [Theory]
    [InlineData("### Solution\n\n<script>alert(1)</script>\n\n</details>", "<script")]
    [InlineData("### Solution\n\n[click](javascript:alert(1))", "javascript:")]
    public void A_hidden_solution_is_as_safe_as_other_text(string markdown, string forbidden)
    {
        var html = TutorialHtml.Render(markdown);

        Assert.DoesNotContain(forbidden, html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, html.Split("</details>").Length);
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
