using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RoadmapAgent.Authoring.Rendering;

/// <summary>
/// Makes Markdown harmless where it is rendered: raw HTML, images and links to anything but the web become text. Its author may
/// be a manipulated model.
/// </summary>
public static class SafeMarkdown
{
    private const int MostPasses = 8;

    // Other programs may know tables or not, and a cell ends a code span that a paragraph would not end.
    private static readonly MarkdownPipeline[] Pipelines =
    [
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build(),
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build(),
    ];

    /// <summary>Returns the text with backslashes before everything that must not take effect.</summary>
    /// <param name="markdown">A document.</param>
    /// <returns>All of it as a code block, if its elements are nested too deeply or do not become text.</returns>
    public static string Of(string markdown)
    {
        try
        {
            var text = markdown;
            for (var pass = 0; pass < MostPasses; pass++)
            {
                // What was within raw HTML is Markdown from now on.
                if (Pipelines.SelectMany(pipeline => PlacesIn(text, pipeline)).ToHashSet() is not { Count: > 0 } places)
                {
                    return text;
                }

                text = Escape(text, places);
            }
        }
        catch (ArgumentException)
        {
            // Nested too deeply.
        }

        return InCodeBlock(markdown);
    }

    /// <summary>
    /// Puts text into a code block, so that nothing in it is read as Markdown. The fence is longer than any run of backticks in it.
    /// </summary>
    public static string InCodeBlock(string text)
    {
        var ticks = 3;
        while (text.Contains(new string('`', ticks), StringComparison.Ordinal))
        {
            ticks++;
        }

        var fence = new string('`', ticks);
        return string.Join(Environment.NewLine, [$"{fence}text", .. text.ReplaceLineEndings("\n").Split('\n'), fence]);
    }

    private static IEnumerable<int> PlacesIn(string text, MarkdownPipeline pipeline) =>
        Markdown.Parse(text, pipeline).Descendants().SelectMany(element => element switch
        {
            HtmlBlock or HtmlInline => Enumerable.Range(element.Span.Start, element.Span.Length)
                .Where(place => text[place] == '<' && !IsEscaped(text, place)),
            LinkInline link when link.IsImage || !Web.IsAddress(link.Url) => [element.Span.Start],
            AutolinkInline { IsEmail: false } link when !Web.IsAddress(link.Url) => [element.Span.Start],
            _ => [],
        });

    private static bool IsEscaped(string text, int place)
    {
        var before = place - 1;
        while (before >= 0 && text[before] == '\\')
        {
            before--;
        }

        return (place - before) % 2 == 0;
    }

    private static string Escape(string text, HashSet<int> places)
    {
        var escaped = new StringBuilder(text.Length + places.Count);
        for (var place = 0; place < text.Length; place++)
        {
            if (places.Contains(place))
            {
                escaped.Append('\\');
            }

            escaped.Append(text[place]);
        }

        return escaped.ToString();
    }
}
