using RoadmapAgent.Authoring;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public sealed class ContentValidationTests
{
    private static readonly Tutorial Tutorial = new("Joins", "Two tables at once.", "# Joins\n…", EstimatedMinutes: 25);
    private static readonly LearningResource Resource = new(
        "The manual", "https://www.postgresql.org/docs/current/", ResourceType.Documentation, "It is exact.", 0.9, "en");
    private static readonly QuizQuestion Question = new(
        QuestionType.MultipleChoice, "Which are joins?", ["inner", "left", "sideways"], [0, 1], "The third is none.", Difficulty.Easy);

    public static TheoryData<Tutorial, string> BrokenTutorials => new()
    {
        { Tutorial with { Title = " " }, "The tutorial has no title." },
        { Tutorial with { Title = null! }, "The tutorial has no title." },
        { Tutorial with { Markdown = "\n" }, "The tutorial has no text." },
        { Tutorial with { Markdown = null! }, "The tutorial has no text." },
        { Tutorial with { Summary = null! }, "The tutorial has no summary." },
        { Tutorial with { Summary = new('x', 501) }, "The tutorial must have a summary of at most 500 characters (was 501)." },
        { Tutorial with { EstimatedMinutes = 0 }, "The tutorial's estimated minutes must be at least 1 (was 0)." },
        { Tutorial with { Markdown = "a\0b" }, "'a␀b' contains a NUL character, which cannot be stored." },
    };

    public static TheoryData<LearningResource, string> BrokenResources => new()
    {
        { null!, "A resource has no title." },
        { Resource with { Title = "" }, "A resource has no title." },
        { Resource with { Url = null! }, "The resource 'The manual' has no web address." },
        { Resource with { Url = "docs/current" }, "The resource 'The manual' has no web address." },
        { Resource with { Url = "ftp://example.org/manual" }, "The resource 'The manual' has no web address." },
        { Resource with { Url = "javascript:alert(1)" }, "The resource 'The manual' has no web address." },
        { Resource with { Url = "file:///etc/passwd" }, "The resource 'The manual' has no web address." },
        { Resource with { Description = null! }, "The resource 'The manual' has no description." },
        { Resource with { Language = "" }, "The resource 'The manual' has no language." },
        { Resource with { Relevance = 1.01 }, "The resource 'The manual' must have a relevance between 0 and 1 (was 1.01)." },
        { Resource with { Relevance = -0.5 }, "The resource 'The manual' must have a relevance between 0 and 1 (was -0.5)." },
        { Resource with { Relevance = double.NaN }, "The resource 'The manual' must have a relevance between 0 and 1 (was NaN)." },
    };

    public static TheoryData<QuizQuestion, string> BrokenQuestions => new()
    {
        { null!, "A question has no text." },
        { Question with { Question = "" }, "A question has no text." },
        { Question with { Explanation = null! }, "The question 'Which are joins?' has no explanation." },
        { Question with { Options = null! }, "The question 'Which are joins?' must have two to six different options." },
        { Question with { Options = ["inner"] }, "The question 'Which are joins?' must have two to six different options." },
        {
            Question with { Options = ["1", "2", "3", "4", "5", "6", "7"] },
            "The question 'Which are joins?' must have two to six different options."
        },
        {
            Question with { Options = ["inner", "left", "inner"] },
            "The question 'Which are joins?' must have two to six different options."
        },
        { Question with { Options = ["inner", " ", "left"] }, "An option of the question 'Which are joins?' has no text." },
        {
            Question with { Correct = null! },
            "The question 'Which are joins?' must mark only its own options as correct, and at least one."
        },
        { Question with { Correct = [] }, "The question 'Which are joins?' must mark only its own options as correct, and at least one." },
        {
            Question with { Correct = [0, 3] },
            "The question 'Which are joins?' must mark only its own options as correct, and at least one."
        },
        {
            Question with { Correct = [-1] },
            "The question 'Which are joins?' must mark only its own options as correct, and at least one."
        },
        {
            Question with { Correct = [1, 0] },
            "The question 'Which are joins?' must list its correct options in ascending order, each once."
        },
        {
            Question with { Correct = [1, 1] },
            "The question 'Which are joins?' must list its correct options in ascending order, each once."
        },
        { Question with { Type = QuestionType.SingleChoice }, "The question 'Which are joins?' must have exactly one correct option." },
        {
            Question with { Type = QuestionType.TrueFalse, Options = ["Yes", "No"], Correct = [0] },
            "The question 'Which are joins?' must have the options True and False."
        },
        {
            Question with { Type = QuestionType.Order, Correct = [2, 0] },
            "The question 'Which are joins?' must list all its options in the right order, each once."
        },
        {
            Question with { Type = QuestionType.Order, Correct = [2, 0, 0] },
            "The question 'Which are joins?' must list all its options in the right order, each once."
        },
        { Question with { Code = " " }, "The question 'Which are joins?' has no code." },
        { Question with { Code = "SELECT 1;", Language = "" }, "The question 'Which are joins?' has no language." },
        {
            Question with { OptionExplanations = ["Because."] },
            "The question 'Which are joins?' must have an explanation for each of its 3 options, or for none (was 1)."
        },
        {
            Question with { OptionExplanations = ["Because.", "", "Because."] },
            "An option of the question 'Which are joins?' has no explanation."
        },
    };

    [Fact]
    public void A_valid_tutorial_is_returned_unchanged() => Assert.Same(Tutorial, ContentValidation.Check(Tutorial));

    [Theory]
    [MemberData(nameof(BrokenTutorials))]
    public void An_invalid_tutorial_is_refused_with_the_reason(Tutorial tutorial, string reason) =>
        Assert.Equal(reason, Assert.Throws<AuthorException>(() => ContentValidation.Check(tutorial)).Message);

    [Fact]
    public void Valid_resources_are_returned_unchanged()
    {
        IReadOnlyList<LearningResource> resources =
        [
            Resource,
            Resource with { Url = "http://example.org", Relevance = 0 },
            Resource with { Relevance = 1 },
        ];

        Assert.Same(resources, ContentValidation.Check(resources));
    }

    [Theory]
    [MemberData(nameof(BrokenResources))]
    public void A_single_invalid_resource_is_refused_with_the_reason(LearningResource resource, string reason) =>
        Assert.Equal(reason, Assert.Throws<AuthorException>(() => ContentValidation.Check([Resource, resource])).Message);

    [Fact]
    public void A_missing_or_empty_resource_list_is_refused()
    {
        Assert.Throws<AuthorException>(() => ContentValidation.Check(Array.Empty<LearningResource>()));
        Assert.Throws<AuthorException>(() => ContentValidation.Check((IReadOnlyList<LearningResource>)null!));
    }

    [Fact]
    public void A_valid_quiz_is_returned_unchanged()
    {
        IReadOnlyList<QuizQuestion> quiz =
        [
            Question,
            Question with { Type = QuestionType.SingleChoice, Correct = [2] },
            Question with { Type = QuestionType.TrueFalse, Options = ["True", "False"], Correct = [1] },
            Question with { Options = ["1", "2", "3", "4", "5", "6"], Correct = [0, 2, 5] },
            Question with { Type = QuestionType.Order, Correct = [2, 0, 1] },
            Question with { Code = "SELECT 1;", Language = "sql", OptionExplanations = ["It is.", "It is.", "It is not."] },
        ];

        Assert.Same(quiz, ContentValidation.Check(quiz));
    }

    [Theory]
    [MemberData(nameof(BrokenQuestions))]
    public void A_single_invalid_question_is_refused_with_the_reason(QuizQuestion question, string reason) =>
        Assert.Equal(reason, Assert.Throws<AuthorException>(() => ContentValidation.Check([Question, question])).Message);

    [Fact]
    public void A_missing_or_empty_quiz_is_refused()
    {
        Assert.Throws<AuthorException>(() => ContentValidation.Check(Array.Empty<QuizQuestion>()));
        Assert.Throws<AuthorException>(() => ContentValidation.Check((IReadOnlyList<QuizQuestion>)null!));
    }
}
