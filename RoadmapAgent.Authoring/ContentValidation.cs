using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring;

/// <summary>What content has to be like, whoever wrote it.</summary>
/// <remarks>An author may have read its answer from JSON, so what the types call never null may be null all the same.</remarks>
public static class ContentValidation
{
    private static readonly string[] TrueFalse = ["True", "False"];

    /// <summary>Returns a tutorial that holds.</summary>
    /// <exception cref="AuthorException">It does not.</exception>
    public static Tutorial Check(Tutorial tutorial)
    {
        RequireText(tutorial.Title, "The tutorial has no title.");
        RequireText(tutorial.Markdown, "The tutorial has no text.");
        RequireText(tutorial.Summary, "The tutorial has no summary.");
        Require(tutorial.Summary.Length <= 500, $"The tutorial's summary has {tutorial.Summary.Length} characters; at most 500 are valid.");
        Require(tutorial.EstimatedMinutes >= 1, $"The tutorial takes {tutorial.EstimatedMinutes} minutes; at least 1 is valid.");
        return tutorial;
    }

    /// <summary>Returns resources that hold.</summary>
    /// <exception cref="AuthorException">They do not.</exception>
    public static IReadOnlyList<LearningResource> Check(IReadOnlyList<LearningResource> resources)
    {
        Require(resources is { Count: > 0 }, "There is no resource.");
        foreach (var resource in resources)
        {
            RequireText(resource?.Title, "A resource has no title.");
            var name = $"The resource '{resource!.Title}'";
            RequireText(resource.Url, $"{name} has no web address.");
            Require(Uri.TryCreate(resource.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", $"{name} has no web address.");
            RequireText(resource.Description, $"{name} has no description.");
            RequireText(resource.Language, $"{name} has no language.");
            Require(resource.Relevance is >= 0 and <= 1, FormattableString.Invariant($"{name} has the relevance {resource.Relevance}; 0 to 1 are valid."));
        }

        return resources;
    }

    /// <summary>Returns a quiz that holds.</summary>
    /// <exception cref="AuthorException">It does not.</exception>
    public static IReadOnlyList<QuizQuestion> Check(IReadOnlyList<QuizQuestion> quiz)
    {
        Require(quiz is { Count: > 0 }, "There is no question.");
        foreach (var question in quiz)
        {
            RequireText(question?.Question, "A question has no text.");
            var name = $"The question '{question!.Question}'";
            RequireText(question.Explanation, $"{name} has no explanation.");
            Require(question.Options is { Count: >= 2 and <= 6 } && question.Options.Distinct().Count() == question.Options.Count, $"{name} needs two to six different options.");
            foreach (var option in question.Options)
            {
                RequireText(option, $"{name} has an empty option.");
            }

            Require(question.Correct is { Count: > 0 } && question.Correct.All(index => index >= 0 && index < question.Options.Count), $"{name} marks no option of its own as right.");
            Require(question.Correct.Zip(question.Correct.Skip(1)).All(pair => pair.First < pair.Second), $"{name} must name its right options in ascending order, each once.");
            Require(question.Type == QuestionType.MultipleChoice || question.Correct.Count == 1, $"{name} must have exactly one right option.");
            Require(question.Type != QuestionType.TrueFalse || question.Options.SequenceEqual(TrueFalse), $"{name} must have the options True and False.");
        }

        return quiz;
    }

    private static void RequireText(string? text, string otherwise)
    {
        Require(!string.IsNullOrWhiteSpace(text), otherwise);
        Require(!text!.Contains('\0', StringComparison.Ordinal), $"'{text.Replace("\0", "␀", StringComparison.Ordinal)[..Math.Min(text.Length, 50)]}' has a NUL character, which cannot be stored.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new AuthorException(otherwise);
        }
    }
}
