namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The three kinds of content every concept gets.</summary>
public enum ContentKind
{
    /// <summary>A text that teaches the concept.</summary>
    Tutorial,

    /// <summary>Where to read on.</summary>
    Resources,

    /// <summary>Questions that show whether it was understood.</summary>
    Quiz,
}

/// <summary>A text that teaches one concept.</summary>
/// <param name="Title">The tutorial's title.</param>
/// <param name="Summary">At most 500 characters.</param>
/// <param name="Markdown">The text, CommonMark.</param>
/// <param name="EstimatedMinutes">Reading and exercise time; at least 1.</param>
public sealed record Tutorial(string Title, string Summary, string Markdown, int EstimatedMinutes);

/// <summary>What a resource is.</summary>
public enum ResourceType
{
    /// <summary>An article or post.</summary>
    Article,

    /// <summary>A recorded talk or lesson.</summary>
    Video,

    /// <summary>A book.</summary>
    Book,

    /// <summary>A course.</summary>
    Course,

    /// <summary>Official documentation.</summary>
    Documentation,

    /// <summary>A tool or playground.</summary>
    Tool,
}

/// <summary>Something to read, watch or use.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Url">Absolute http or https address.</param>
/// <param name="Type">What it is.</param>
/// <param name="Description">Why it is worth the time.</param>
/// <param name="Relevance">0 to 1.</param>
/// <param name="Language">BCP 47 tag, such as <c>en</c>.</param>
public sealed record LearningResource(string Title, string Url, ResourceType Type, string Description, double Relevance, string Language);

/// <summary>How a question is answered.</summary>
public enum QuestionType
{
    /// <summary>Exactly one option is right.</summary>
    SingleChoice,

    /// <summary>At least one option is right, and all right ones must be chosen.</summary>
    MultipleChoice,

    /// <summary>The options are "True" and "False".</summary>
    TrueFalse,
}

/// <summary>One question of a quiz.</summary>
/// <param name="Type">How it is answered.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">Two to six different options.</param>
/// <param name="Correct">Zero-based indexes of the right options, ascending.</param>
/// <param name="Explanation">Why they are right.</param>
/// <param name="Difficulty">How hard the question is.</param>
public sealed record QuizQuestion(
    QuestionType Type,
    string Question,
    IReadOnlyList<string> Options,
    IReadOnlyList<int> Correct,
    string Explanation,
    Difficulty Difficulty);
