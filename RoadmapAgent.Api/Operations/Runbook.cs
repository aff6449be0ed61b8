using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RoadmapAgent.Api.Html;

namespace RoadmapAgent.Api.Operations;

/// <summary>The runbook as a page, so that a finding's section is one click away also where there is no other network.</summary>
internal static class Runbook
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly Lazy<string> Page = new(Render);

    /// <summary>The page.</summary>
    public static string Html => Page.Value;

    private static string Render()
    {
        using var reader = new StreamReader(typeof(Runbook).Assembly.GetManifestResourceStream("runbook.md")!);
        var document = Markdown.Parse(reader.ReadToEnd(), Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(link => link.Url?.StartsWith('#') != true).ToList())
        {
            // The other documents are not served.
            link.ReplaceBy(new LiteralInline(link.FirstChild?.ToString() ?? ""));
        }

        return PageText.Of(
            "Runbook",
            $"""
            <body class="runbook">
              <header><p class="quiet"><a href="/operations">Connections</a></p></header>
              <main>
            {document.ToHtml(Pipeline)}
              </main>
            </body>
            """,
            "/operations/operations.css");
    }
}
