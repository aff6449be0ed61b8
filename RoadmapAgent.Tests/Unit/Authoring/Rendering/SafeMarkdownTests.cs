using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RoadmapAgent.Authoring.Rendering;

namespace RoadmapAgent.Tests.Unit.Authoring.Rendering;

public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("# A heading\n\nText with `List<T>`, a [link](https://example.org/) and <https://example.org/>.\n\n- one\n- two")]
    [InlineData("```html\n<script>alert(1)</script>\n```\n\n    <b>indented</b>")]
    [InlineData("| a | b |\n|---|---|\n| 1 < 2 | x |")]
    [InlineData("1 < 2 and 3 > 2")]
    [InlineData("mail <jane@example.org>")]
    [InlineData("")]
    public void Harmless_text_stays_as_it_is(string markdown) => Assert.Equal(markdown, SafeMarkdown.Of(markdown));

    [Theory]
    [InlineData("a <b>word</b>", "a \\<b>word\\</b>")]
    [InlineData("[here](javascript:alert(1))", "\\[here](javascript:alert(1))")]
    [InlineData("![](https://example.org/pixel.png)", "\\![](https://example.org/pixel.png)")]
    [InlineData("<javascript:alert(1)>", "\\<javascript:alert(1)>")]
    [InlineData("# List<T>", "# List\\<T>")]
    public void What_would_take_effect_is_shown_as_text(string markdown, string expected) =>
        Assert.Equal(expected, SafeMarkdown.Of(markdown));

    [Theory]
    [InlineData("<script>\nalert(1)\n</script>\n\ntext")]
    [InlineData("<div>\n[here](javascript:alert(1))\n<img src=x onerror=alert(1)>\n</div>")]
    [InlineData("text\n<iframe src='https://example.org'></iframe>\n> <b>quoted</b>\n- <i>item</i>")]
    [InlineData("[here][x]\n\n[x]: javascript:alert(1)")]
    [InlineData("- [title](<https://a/>) [x](javascript:alert(1)>)")]
    [InlineData("| a | b |\n|---|---|\n| ` | <script>alert(1)</script> ` |")]
    [InlineData("\\\\<script>alert(1)</script>")]
    [InlineData("<!-- a comment --> <?php echo 1 ?> <![CDATA[ x ]]>")]
    [InlineData("[a](data:text/html,x) [b](vbscript:x) [c](//example.org) [d](JaVaScRiPt:alert)")]
    public void Nothing_in_it_takes_effect(string markdown)
    {
        var safe = SafeMarkdown.Of(markdown);
        foreach (var pipeline in new[] { new MarkdownPipelineBuilder(), new MarkdownPipelineBuilder().UsePipeTables() })
        {
            Assert.DoesNotContain(Markdown.Parse(safe, pipeline.Build()).Descendants(), element => element switch
            {
                HtmlBlock or HtmlInline => true,
                LinkInline link => link.IsImage || !link.Url!.StartsWith("https://", StringComparison.Ordinal),
                AutolinkInline link => !link.Url.StartsWith("https://", StringComparison.Ordinal),
                _ => false,
            });
        }
    }

    [Fact]
    public void What_is_nested_too_deeply_becomes_a_code_block()
    {
        var safe = SafeMarkdown.Of($"{new string('>', 20_000)} <b>text</b>");

        Assert.StartsWith("```text", safe, StringComparison.Ordinal);
        Assert.EndsWith("```", safe, StringComparison.Ordinal);
    }
}
