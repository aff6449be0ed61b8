using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring;

/// <summary>Validates content regardless of its author.</summary>
/// <remarks>An author may have deserialized its answer from JSON, so values of non-nullable types may still be null.</remarks>
public static class ContentValidation
{
    private const int MaxTitle = 300;
    private const int MaxSummary = 500;
    private const int MaxMarkdown = 60_000;
    private const int MaxText = 4_000;
    private const int MaxItems = 50;

    private static readonly string[] TrueFalse = ["True", "False"];

    /// <summary>Returns the tutorial if it is valid.</summary>
    /// <exception cref="AuthorException">It is invalid.</exception>
    public static Tutorial Check(Tutorial tutorial)
    {
        RequireText(tutorial.Title, "The tutorial", "title", MaxTitle);
        RequireText(tutorial.Markdown, "The tutorial", "text", MaxMarkdown);
        RequireText(tutorial.Summary, "The tutorial", "summary", MaxSummary);
        Require(tutorial.EstimatedMinutes >= 1, $"The tutorial's estimated minutes must be at least 1 (was {tutorial.EstimatedMinutes}).");
        return tutorial;
    }

    /// <summary>Returns the resources if they are valid.</summary>
    /// <exception cref="AuthorException">They are invalid.</exception>
    public static IReadOnlyList<LearningResource> Check(IReadOnlyList<LearningResource> resources)
    {
        Require(resources is { Count: > 0 }, "At least one resource is required.");
        Require(resources.Count <= MaxItems, $"There must be at most {MaxItems} resources (was {resources.Count}).");
        foreach (var resource in resources)
        {
            RequireText(resource?.Title, "A resource", "title", MaxTitle);
            var name = $"The resource '{resource!.Title}'";
            RequireText(resource.Url, name, "web address", MaxText);
            Require(
                Uri.TryCreate(resource.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
                $"{name} has no web address.");
            RequireText(resource.Description, name, "description", MaxText);
            RequireText(resource.Language, name, "language", MaxTitle);
            Require(
                resource.Relevance is >= 0 and <= 1,
                FormattableString.Invariant($"{name} must have a relevance between 0 and 1 (was {resource.Relevance})."));
        }

        return resources;
    }

    /// <summary>Returns the quiz if it is valid.</summary>
    /// <exception cref="AuthorException">It is invalid.</exception>
    public static IReadOnlyList<QuizQuestion> Check(IReadOnlyList<QuizQuestion> quiz)
    {
        Require(quiz is { Count: > 0 }, "At least one question is required.");
        Require(quiz.Count <= MaxItems, $"There must be at most {MaxItems} questions (was {quiz.Count}).");
        foreach (var question in quiz)
        {
            RequireText(question?.Question, "A question", "text", MaxText);
            var name = $"The question '{question!.Question}'";
            RequireText(question.Explanation, name, "explanation", MaxText);
            Require(
                question.Options is { Count: >= 2 and <= 6 } && question.Options.Distinct().Count() == question.Options.Count,
                $"{name} must have two to six different options.");
            foreach (var option in question.Options)
            {
                RequireText(option, $"An option of the question '{question.Question}'", "text", MaxText);
            }

            Require(
                question.Correct is { Count: > 0 } && question.Correct.All(index => index >= 0 && index < question.Options.Count),
                $"{name} must mark only its own options as correct, and at least one.");
            CheckType(question, name);
            CheckExtras(question, name);
        }

        return quiz;
    }

    private static void CheckType(QuizQuestion question, string name)
    {
        if (question.Type == QuestionType.Order)
        {
            Require(
                question.Correct.Order().SequenceEqual(Enumerable.Range(0, question.Options.Count)),
                $"{name} must list all its options in the right order, each once.");
            return;
        }

        Require(
            question.Correct.Zip(question.Correct.Skip(1)).All(pair => pair.First < pair.Second),
            $"{name} must list its correct options in ascending order, each once.");
        Require(
            question.Type == QuestionType.MultipleChoice || question.Correct.Count == 1,
            $"{name} must have exactly one correct option.");
        Require(
            question.Type != QuestionType.TrueFalse || question.Options.SequenceEqual(TrueFalse),
            $"{name} must have the options True and False.");
    }

    private static void CheckExtras(QuizQuestion question, string name)
    {
        if (question.Code is { } code)
        {
            RequireText(code, name, "code", MaxText);
        }

        if (question.Language is { } language)
        {
            RequireText(language, name, "language", MaxTitle);
        }

        if (question.OptionExplanations is not { } explanations)
        {
            return;
        }

        Require(
            explanations.Count == question.Options.Count,
            $"{name} must have an explanation for each of its {question.Options.Count} options, or for none (was {explanations.Count}).");
        foreach (var explanation in explanations)
        {
            RequireText(explanation, $"An option of the question '{question.Question}'", "explanation", MaxText);
        }
    }

    private static void RequireText(string? text, string owner, string name, int longest)
    {
        Require(!string.IsNullOrWhiteSpace(text), $"{owner} has no {name}.");
        Require(text!.Length <= longest, $"{owner} must have a {name} of at most {longest} characters (was {text.Length}).");
        var shown = text.Replace("\0", "␀", StringComparison.Ordinal)[..Math.Min(text.Length, 50)];
        Require(!text.Contains('\0', StringComparison.Ordinal), $"'{shown}' contains a NUL character, which cannot be stored.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new AuthorException(otherwise);
        }
    }
}
