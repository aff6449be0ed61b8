using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Authors;

/// <summary>What content has to be like, whoever wrote it.</summary>
public static class ContentValidation
{
    /// <summary>Returns a tutorial that holds.</summary>
    /// <exception cref="AuthorException">It does not.</exception>
    public static Tutorial Check(Tutorial tutorial)
    {
        Require(!string.IsNullOrWhiteSpace(tutorial.Title), "The tutorial has no title.");
        Require(!string.IsNullOrWhiteSpace(tutorial.Markdown), "The tutorial has no text.");
        Require(tutorial.Summary.Length <= 500, $"The tutorial's summary has {tutorial.Summary.Length} characters; at most 500 are valid.");
        Require(tutorial.EstimatedMinutes >= 1, $"The tutorial takes {tutorial.EstimatedMinutes} minutes; at least 1 is valid.");
        return tutorial;
    }

    /// <summary>Returns resources that hold.</summary>
    /// <exception cref="AuthorException">They do not.</exception>
    public static IReadOnlyList<LearningResource> Check(IReadOnlyList<LearningResource> resources)
    {
        Require(resources.Count > 0, "There is no resource.");
        foreach (var resource in resources)
        {
            Require(!string.IsNullOrWhiteSpace(resource.Title), "A resource has no title.");
            Require(Uri.TryCreate(resource.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", $"The resource '{resource.Title}' has no web address.");
            Require(resource.Relevance is >= 0 and <= 1, $"The resource '{resource.Title}' has the relevance {resource.Relevance}; 0 to 1 are valid.");
        }

        return resources;
    }

    /// <summary>Returns a quiz that holds.</summary>
    /// <exception cref="AuthorException">It does not.</exception>
    public static IReadOnlyList<QuizQuestion> Check(IReadOnlyList<QuizQuestion> quiz)
    {
        Require(quiz.Count > 0, "There is no question.");
        foreach (var question in quiz)
        {
            Require(!string.IsNullOrWhiteSpace(question.Question), "A question has no text.");
            Require(question.Options.Count is >= 2 and <= 6 && question.Options.Distinct().Count() == question.Options.Count, $"The question '{question.Question}' needs two to six different options.");
            Require(question.Correct.Count > 0 && question.Correct.All(index => index >= 0 && index < question.Options.Count), $"The question '{question.Question}' marks no option of its own as right.");
            Require(question.Type == QuestionType.MultipleChoice || question.Correct.Count == 1, $"The question '{question.Question}' must have exactly one right option.");
        }

        return quiz;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new AuthorException(otherwise);
        }
    }
}
