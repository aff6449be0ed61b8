using System.Globalization;
using System.Text;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>
/// Assembles a concept's tutorial from the graph: motivation, the lessons of its key points, and an exercise. Points without a lesson
/// contribute their text, a step and a common mistake.
/// </summary>
internal sealed class TutorialWriter(SkillGraph graph)
{
    private const int WordsPerMinute = 130;
    private const int MinutesPerTry = 15;
    private const int MinutesPerLesson = 25;
    private const int MinutesPerExercise = 60;
    private const int LongestSummary = 500;

    /// <summary>Writes the tutorial of a concept.</summary>
    public Tutorial Write(ConceptBrief brief)
    {
        var source = ConceptSource.Of(brief.Concept, graph);
        var text = new StringBuilder();
        Heading(text, 1, OneLine.Markdown(brief.Concept.Name, 200));
        if (source is UnknownTopic or SkillPart { Skill.Field: SkillGraph.GenericField })
        {
            Paragraph(text, NotKnown(brief, source));
        }

        Heading(text, 2, "Why it matters for your goal");
        Paragraph(text, new ReasonWriter(graph).Write(brief, source));
        var practice = source switch
        {
            SkillPart part => WritePart(text, part, brief.Request.CurrentLevel),
            ProjectWork work => WriteProject(text, work.Project),
            PracticeSession session => WriteSession(text, session),
            _ => WriteUnknown(text, brief),
        };
        var markdown = text.ToString();
        var reading = markdown.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length / WordsPerMinute;
        var most = Math.Max(10, (int)(brief.Concept.Hours * 60));
        return new Tutorial(
            OneLine.Of(brief.Concept.Name, 200),
            OneLine.Of(brief.Concept.Description, LongestSummary),
            markdown,
            Math.Clamp(reading + practice, 5, most));
    }

    private static string NotKnown(ConceptBrief brief, ConceptSource source)
    {
        var topic = source is UnknownTopic unknown ? unknown.Name : brief.Request.Goal;
        return $"> **Read this first.** The built-in catalog does not know “{OneLine.Markdown(topic, 160)}”. "
            + "What follows is a method for finding and learning the content yourself, not the content.";
    }

    private static int WritePart(StringBuilder text, SkillPart part, Level level)
    {
        if (part.Skill.Tier == Tier.Foundation && level != Level.Beginner)
        {
            Paragraph(text, "*You know the basics: read this as a refresher, and go straight to the exercise if nothing here is new.*");
        }

        var lessons = LessonLibrary.Of(part.Skill);
        var without = part.KeyPoints.Where(point => lessons.Find(point) is null).ToList();
        foreach (var point in part.KeyPoints)
        {
            Heading(text, 2, point.Name);
            if (lessons.Find(point) is { } lesson)
            {
                WriteLesson(text, lesson);
            }
            else
            {
                WriteText(text, point);
            }
        }

        return WriteSteps(text, part, without) + (MinutesPerLesson * (part.Points.Count - without.Count));
    }

    private static void WriteLesson(StringBuilder text, Lesson lesson)
    {
        Paragraph(text, lesson.Explanation);
        string[] sections = [lesson.Example, lesson.WhatGoesWrong, lesson.Exercise, lesson.Solution, lesson.YouCanNow];
        foreach (var (title, section) in LessonFile.Sections.Zip(sections))
        {
            Heading(text, 3, title);
            Paragraph(text, section);
        }
    }

    private static void WriteText(StringBuilder text, KeyPoint point)
    {
        Paragraph(text, point.Text);
        if (point.Example is { } example)
        {
            Code(text, example);
        }
    }

    /// <summary>Writes what remains to be done: the steps of the points without a lesson, and the exercise of the whole skill.</summary>
    private static int WriteSteps(StringBuilder text, SkillPart part, List<KeyPoint> without)
    {
        if (without.Count > 0)
        {
            Heading(text, 2, "Step by step");
            Numbered(text, without.Select(point => point.Try));
            Heading(text, 2, "Common mistakes");
            Bullets(text, without.Select(point => point.Mistake));
        }

        if (part.WithExercise)
        {
            Heading(text, 2, without.Count > 0 ? "Exercise" : "Put it together");
            Paragraph(text, part.Skill.Exercise);
        }
        else if (without.Count > 0)
        {
            Heading(text, 2, "Exercise");
            Paragraph(
                text,
                "Do the steps above without looking back at the text, then write down in your own words the answers to these: "
                + $"{string.Join(" ", without.Select(point => point.Question.Ask))} The quiz asks them again.");
        }

        return (MinutesPerTry * without.Count)
            + (part.WithExercise ? MinutesPerExercise : without.Count > 0 ? MinutesPerTry : 0);
    }

    private int WriteProject(StringBuilder text, Project project)
    {
        Heading(text, 2, "What you build");
        Paragraph(text, project.Brief);
        Heading(text, 2, "Milestones");
        Numbered(text, project.Milestones);
        Heading(text, 2, "Skills you use");
        Bullets(text, project.Skills.Select(id => $"**{graph[id].Name}**: {graph[id].Description}"));
        Heading(text, 2, "Common mistakes");
        Bullets(text, project.Skills.Take(4).Select(id => graph[id].Points[^1].Mistake));
        Heading(text, 2, "It is done when");
        Bullets(text, project.Done);
        return MinutesPerExercise * 2 * project.Milestones.Count;
    }

    private static int WriteSession(StringBuilder text, PracticeSession session)
    {
        Heading(text, 2, "How to practise");
        Paragraph(
            text,
            "Do one exercise after the other from an empty folder. Try for twenty minutes before you look anything up, "
            + "and note every thing you had to look up: "
            + "that list is what you repeat tomorrow. Stop when you can do each exercise again without help.");
        foreach (var skill in session.Skills)
        {
            Heading(text, 2, $"Exercise: {skill.Name}");
            Paragraph(text, skill.Exercise);
            Bullets(text, skill.Points.Take(3).Select(point => point.Try));
        }

        Heading(text, 2, "Common mistakes");
        Bullets(text, session.Skills.Select(skill => skill.Points[0].Mistake));
        return MinutesPerExercise * session.Skills.Count;
    }

    private int WriteUnknown(StringBuilder text, ConceptBrief brief)
    {
        foreach (var skill in graph.Fields.Single(field => field.Id == SkillGraph.GenericField).Skills.Take(4))
        {
            Heading(text, 2, skill.Name);
            Paragraph(text, skill.Points[0].Text);
        }

        Heading(text, 2, "Exercise");
        Paragraph(
            text,
            $"Write one page on {OneLine.Markdown(brief.Concept.Name, 100)}: what it is for, its five most important terms, "
            + "the smallest thing you could make with it, "
            + "and the official source you would trust. Then make that smallest thing.");
        return MinutesPerExercise;
    }

    private static void Heading(StringBuilder text, int level, string title) =>
        text.Append('#', level).Append(' ').Append(title).Append("\n\n");

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");

    private static void Code(StringBuilder text, CodeExample example) =>
        text.Append(CultureInfo.InvariantCulture, $"```{example.Language}\n{example.Code.TrimEnd('\n')}\n```\n\n");

    private static void Bullets(StringBuilder text, IEnumerable<string> items)
    {
        foreach (var item in items)
        {
            text.Append("- ").Append(item).Append('\n');
        }

        text.Append('\n');
    }

    private static void Numbered(StringBuilder text, IEnumerable<string> items)
    {
        foreach (var (item, index) in items.Select((item, index) => (item, index + 1)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{index}. {item}\n");
        }

        text.Append('\n');
    }
}
