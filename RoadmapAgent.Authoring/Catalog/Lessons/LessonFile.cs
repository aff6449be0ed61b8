using System.Text;
using Markdig;
using Markdig.Syntax;
using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>
/// Parses a skill's lessons: a section per key point, which begins with the explanation and has the five subsections of
/// <see cref="Sections"/>. What concerns tests only does not become part of the texts.
/// </summary>
internal sealed class LessonFile
{
    /// <summary>The subsections of a lesson in order.</summary>
    public static readonly IReadOnlyList<string> Sections = ["Example", "What goes wrong", "Exercise", "Solution", "You can now"];

    private const int PointLevel = 2;
    private const int SectionLevel = 3;
    private const string OutputFence = "output";

    private readonly string _name;
    private readonly string _markdown;
    private readonly List<Lesson> _lessons = [];
    private readonly List<StringBuilder> _texts = [];
    private readonly List<LessonCode> _code = [];
    private string? _point;

    private LessonFile(string name, string markdown)
    {
        _name = name;
        _markdown = markdown;
    }

    /// <summary>Parses a file's text.</summary>
    /// <exception cref="InvalidCatalogException">It does not have the expected form.</exception>
    public static IReadOnlyList<Lesson> Parse(string name, string markdown) =>
        new LessonFile(name, markdown.ReplaceLineEndings("\n")).Read();

    private List<Lesson> Read()
    {
        // Plain CommonMark: a table is a paragraph, whose source is kept as it is.
        foreach (var block in Markdown.Parse(_markdown))
        {
            switch (block)
            {
                case HeadingBlock { Level: PointLevel }:
                    Finish();
                    _point = TitleOf(block);
                    _texts.Add(new StringBuilder());
                    break;
                case HeadingBlock { Level: SectionLevel }:
                    Begin(TitleOf(block));
                    break;
                case HeadingBlock heading:
                    throw Invalid($"has the heading '{TitleOf(heading)}' of level {heading.Level}; valid levels are 2 and 3");
                default:
                    Add(block);
                    break;
            }
        }

        Finish();
        return _lessons;
    }

    private void Begin(string section)
    {
        var expected = _texts.Count > 0 && _texts.Count <= Sections.Count ? Sections[_texts.Count - 1] : "the next key point";
        if (section != expected || _point is null)
        {
            throw Invalid($"has the section '{section}' in place of '{expected}'");
        }

        _texts.Add(new StringBuilder());
    }

    private void Add(Block block)
    {
        if (_point is null)
        {
            throw Invalid("begins without a key point");
        }

        if (block is not FencedCodeBlock && block.Descendants<FencedCodeBlock>().Any(fence => Words(fence) is [OutputFence] or [_, _, ..]))
        {
            throw Invalid("has code to run, or output, inside of a list or a quotation, where it is not checked");
        }

        Append(block is FencedCodeBlock code ? TextOf(code) : Source(block));
    }

    private string TextOf(FencedCodeBlock block)
    {
        var code = block.Lines.ToString();
        var (language, use) = Words(block) switch
        {
            [OutputFence] => (OutputFence, CodeUse.Shown),
            [var only] => (only, CodeUse.Shown),
            [var runs, "run"] => (runs, CodeUse.Runs),
            [var fails, "fails"] => (fails, CodeUse.Fails),
            _ => throw Invalid("has code without a language, or with a word other than 'run' and 'fails' after it"),
        };
        if (language != OutputFence)
        {
            RequireOutput();
            _code.Add(new LessonCode(language, code, use, ""));
            return Fence(language, code);
        }

        if (_code is not [.., { Use: not CodeUse.Shown, Output: "" } last])
        {
            throw Invalid("has output that does not follow code marked with 'run' or 'fails'");
        }

        _code[^1] = last with { Output = code };
        return (last.Use == CodeUse.Runs ? "Output:" : "It ends with an error:") + "\n\n" + Fence("text", code);
    }

    private void Finish()
    {
        if (_point is null)
        {
            return;
        }

        RequireOutput();
        if (_texts.Count != Sections.Count + 1)
        {
            throw Invalid($"has no section '{Sections[_texts.Count - 1]}'");
        }

        var texts = _texts.Select(text => text.ToString().TrimEnd()).ToList();
        _lessons.Add(new Lesson(_point, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], [.. _code]));
        _texts.Clear();
        _code.Clear();
    }

    private void RequireOutput()
    {
        if (_code is [.., { Use: not CodeUse.Shown, Output: "" }])
        {
            throw Invalid("has code marked with 'run' or 'fails' that no output follows");
        }
    }

    private void Append(string text) => _texts[^1].Append(text).Append("\n\n");

    private string Source(Block block) => _markdown[block.Span.Start..(block.Span.End + 1)].TrimEnd();

    private string TitleOf(Block heading) => Source(heading).TrimStart('#').Trim();

    private static string[] Words(FencedCodeBlock block) =>
        [.. $"{block.Info} {block.Arguments}".Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Fence(string language, string code)
    {
        var fence = code.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        return $"{fence}{language}\n{code}\n{fence}";
    }

    private InvalidCatalogException Invalid(string problem) =>
        new(_point is null ? $"The lesson file {_name} {problem}." : $"The lesson of '{_point}' in {_name} {problem}.");
}
