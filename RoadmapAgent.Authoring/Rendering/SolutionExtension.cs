using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace RoadmapAgent.Authoring.Rendering;

/// <summary>
/// Renders what is below a heading "Solution" as a disclosure. The text itself stays CommonMark: elsewhere the heading is a heading.
/// </summary>
internal sealed class SolutionExtension : IMarkdownExtension
{
    /// <inheritdoc/>
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += SolutionBlock.Group;

    /// <inheritdoc/>
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.AddIfNotAlready<Renderer>();

    private sealed class Renderer : HtmlObjectRenderer<SolutionBlock>
    {
        protected override void Write(HtmlRenderer renderer, SolutionBlock obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<details><summary>Solution</summary>");
            renderer.WriteChildren(obj);
            renderer.EnsureLine();
            renderer.WriteLine("</details>");
        }
    }
}
