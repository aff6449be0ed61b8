using System.Net;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Rendering;

/// <summary>
/// Renders an author's Markdown as safe HTML: the author may be a manipulated model, so raw HTML and script links are removed. What is
/// below a heading "Solution" of level 3 or lower is hidden until the learner opens it.
/// </summary>
public static class TutorialHtml
{
    // The page itself uses heading levels 1 and 2.
    private const int HeadingShift = 2;
    private const int MaxHeading = 6;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().Use<SolutionExtension>().Build();

    /// <summary>Renders Markdown as an HTML fragment.</summary>
    /// <param name="markdown">A text within the limit of <see cref="ContentValidation"/>, which also bounds the time this takes.</param>
    /// <returns>The fragment; the text as it is, if its elements are nested too deeply.</returns>
    public static string Render(string markdown)
    {
        try
        {
            return RenderDocument(markdown);
        }
        catch (ArgumentException)
        {
            return $"<pre>{WebUtility.HtmlEncode(markdown)}</pre>";
        }
    }

    /// <summary>Returns a tutorial whose text can be rendered.</summary>
    /// <exception cref="AuthorException">Its elements are nested too deeply.</exception>
    public static Tutorial Check(Tutorial tutorial)
    {
        try
        {
            RenderDocument(tutorial.Markdown);
            return tutorial;
        }
        catch (ArgumentException e)
        {
            throw new AuthorException("The tutorial cannot be rendered: its Markdown is nested too deeply.", e);
        }
    }

    private static string RenderDocument(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(MaxHeading, heading.Level + HeadingShift);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.IsImage || !Web.IsAddress(link.Url))
            {
                // Keep the text, drop the target.
                link.IsImage = false;
                link.Url = "";
            }
            else
            {
                link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !Web.IsAddress(link.Url)))
        {
            link.Url = "";
        }

        return document.ToHtml(Pipeline);
    }
}
