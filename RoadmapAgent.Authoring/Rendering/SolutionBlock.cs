using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RoadmapAgent.Authoring.Rendering;

/// <summary>The blocks below a heading "Solution", which the page hides until the learner asks for them.</summary>
internal sealed class SolutionBlock() : ContainerBlock(parser: null)
{
    private const string Title = "Solution";

    /// <summary>A heading of a higher level would hide most of the text.</summary>
    private const int HighestLevel = 3;

    /// <summary>
    /// Moves what is below every such heading, up to the next heading of the same or a higher level, to a block of this kind.
    /// </summary>
    public static void Group(MarkdownDocument document)
    {
        var blocks = document.ToList();
        document.Clear();
        SolutionBlock? solution = null;
        var level = 0;
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading)
            {
                if (heading.Level <= level)
                {
                    (solution, level) = (null, 0);
                }

                if (solution is null && heading.Level >= HighestLevel && IsTitle(heading))
                {
                    (solution, level) = (new SolutionBlock(), heading.Level);
                    document.Add(solution);
                    continue;
                }
            }

            (solution ?? (ContainerBlock)document).Add(block);
        }
    }

    private static bool IsTitle(HeadingBlock heading) =>
        heading.Inline?.FirstChild is LiteralInline { NextSibling: null } text && text.ToString() == Title;
}
