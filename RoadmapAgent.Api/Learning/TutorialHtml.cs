using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RoadmapAgent.Api.Learning;

/// <summary>Renders what an author wrote, which may be a model that somebody talked into something: no HTML of its own, no scripts behind links.</summary>
internal static class TutorialHtml
{
    // The page has its own heading of the first and the second level.
    private const int HeadingShift = 2;
    private const int MaxHeading = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().Build();

    /// <summary>The fragment.</summary>
    public static string Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(MaxHeading, heading.Level + HeadingShift);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.IsImage || !IsWeb(link.Url))
            {
                // Its text stays.
                link.IsImage = false;
                link.Url = "";
            }
            else
            {
                link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsWeb(link.Url)))
        {
            link.Url = "";
        }

        return document.ToHtml(Pipeline);
    }

    private static bool IsWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
