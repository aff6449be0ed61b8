using System.Globalization;
using System.Text;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>Exports a whole roadmap as one CommonMark document.</summary>
public static class RoadmapMarkdown
{
    private const int ConceptLevel = 4;
    private const int MaxLevel = 6;

    /// <summary>Writes the document.</summary>
    /// <param name="roadmap">The roadmap.</param>
    /// <param name="concepts">Its concepts with their content.</param>
    public static string Write(RoadmapView roadmap, IReadOnlyList<ConceptView> concepts)
    {
        var content = concepts.ToDictionary(concept => concept.Id, StringComparer.Ordinal);
        var names = concepts.ToDictionary(concept => concept.Id, concept => concept.Name, StringComparer.Ordinal);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {roadmap.Title ?? roadmap.Goal}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Goal: {roadmap.Goal}  ")
            .AppendLine(CultureInfo.InvariantCulture, $"{roadmap.TotalHours:0.#} hours in {roadmap.Weeks} weeks")
            .AppendLine();
        if (roadmap.Summary is { } summary)
        {
            text.AppendLine(summary).AppendLine();
        }

        foreach (var stage in roadmap.Stages)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {stage.Title}").AppendLine().AppendLine(stage.Description).AppendLine();
            foreach (var module in stage.Modules)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"### {module.Title}")
                    .AppendLine()
                    .AppendLine(module.Description)
                    .AppendLine();
                foreach (var concept in module.Concepts)
                {
                    Concept(text, concept, content[concept.Id], names);
                }
            }
        }

        return SafeMarkdown.Of(text.ToString());
    }

    private static void Concept(StringBuilder text, ConceptSummary concept, ConceptView content, Dictionary<string, string> names)
    {
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"#### [{(concept.Done ? "x" : " ")}] {concept.Name} ({concept.Hours:0.#} h, {DomainJson.Name(concept.Difficulty)})")
            .AppendLine();
        text.AppendLine(concept.Description).AppendLine();
        if (concept.Prerequisites.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Builds on: {string.Join(", ", concept.Prerequisites.Select(id => names[id]))}")
                .AppendLine();
        }

        if (content.Tutorial is { } tutorial)
        {
            text.AppendLine(Below(tutorial.Markdown)).AppendLine();
        }

        if (content.Note is { } note)
        {
            text.AppendLine("My notes:").AppendLine().AppendLine(SafeMarkdown.InCodeBlock(note)).AppendLine();
        }

        if (content.Resources is { Count: > 0 } resources)
        {
            text.AppendLine("Further reading:").AppendLine();
            resources.ToList()
                .ForEach(
                    resource =>
                        text.AppendLine(CultureInfo.InvariantCulture, $"- [{resource.Title}](<{resource.Url}>): {resource.Description}"));
            text.AppendLine();
        }

        if (content.Quiz is { Count: > 0 } quiz)
        {
            Quiz(text, quiz);
        }
    }

    private static void Quiz(StringBuilder text, IReadOnlyList<QuizQuestion> quiz)
    {
        text.AppendLine("Questions:").AppendLine();
        foreach (var (question, number) in quiz.Select((question, i) => (question, i + 1)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{number}. {question.Question}");
            if (question.Code is { } code)
            {
                text.AppendLine().AppendLine(Indented($"```{question.Language}\n{code}\n```")).AppendLine();
            }

            foreach (var line in Options(question))
            {
                text.AppendLine(Indented(line));
            }

            if (question.OptionExplanations is null)
            {
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"   {question.Explanation}");
            }

            text.AppendLine();
        }
    }

    /// <summary>Returns the options as a list: of steps in the right order, otherwise with the correct ones ticked.</summary>
    private static IEnumerable<string> Options(QuizQuestion question) => question.Type == QuestionType.Order
        ? question.Correct.Select((option, place) => $"{place + 1}. {Option(question, option)}")
        : question.Options.Select((_, option) => $"- [{(question.Correct.Contains(option) ? "x" : " ")}] {Option(question, option)}");

    private static string Option(QuizQuestion question, int option)
    {
        var text = question.Options[option].Replace("\n", "\\\n  ", StringComparison.Ordinal);
        return question.OptionExplanations is { } explanations ? $"{text} ({explanations[option]})" : text;
    }

    private static string Indented(string text) => string.Join(Environment.NewLine, text.Split('\n').Select(line => $"   {line}"));

    /// <summary>Moves the tutorial's headings below the heading of its concept; lines in code blocks are left alone.</summary>
    private static string Below(string markdown)
    {
        var code = false;
        var lines = markdown.ReplaceLineEndings("\n").Split('\n').Select(line =>
        {
            code ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            var level = line.TakeWhile(c => c == '#').Count();
            return !code && level is > 0 and <= MaxLevel && line.Length > level && line[level] == ' '
                ? $"{new string('#', Math.Min(MaxLevel, level + ConceptLevel))}{line[level..]}"
                : line;
        });
        return string.Join(Environment.NewLine, lines);
    }
}
