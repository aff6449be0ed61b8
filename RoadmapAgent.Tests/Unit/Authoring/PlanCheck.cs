using System.Globalization;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

/// <summary>What every framework and every piece of content must satisfy, written independently of the code under test.</summary>
internal static class PlanCheck
{
    public static void Structure(Framework framework, RoadmapRequest request, int fewest = 3, int most = 40)
    {
        Assert.False(string.IsNullOrWhiteSpace(framework.Title));
        Assert.False(string.IsNullOrWhiteSpace(framework.Summary));
        Assert.True(framework.Stages.Count >= 3, $"{framework.Stages.Count} stages");
        var earlier = new HashSet<string>();
        double total = 0;
        for (var s = 0; s < framework.Stages.Count; s++)
        {
            var stage = framework.Stages[s];
            AssertText(stage.Title, stage.Description);
            Assert.NotEmpty(stage.Modules);
            for (var m = 0; m < stage.Modules.Count; m++)
            {
                var module = stage.Modules[m];
                AssertText(module.Title, module.Description);
                Assert.NotEmpty(module.Concepts);
                for (var c = 0; c < module.Concepts.Count; c++)
                {
                    var concept = module.Concepts[c];
                    Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"c-{s + 1}-{m + 1}-{c + 1}"), concept.Id);
                    AssertText(concept.Name, concept.Description);
                    Assert.True(concept.Hours >= 0.5);
                    Assert.NotEmpty(concept.Keywords);
                    Assert.All(concept.Prerequisites, id => Assert.Contains(id, earlier));
                    Assert.Equal(concept.Prerequisites.Count, concept.Prerequisites.Distinct().Count());
                    Assert.True(earlier.Add(concept.Id), $"{concept.Id} occurs twice");
                    total += concept.Hours;
                }
            }
        }

        Assert.InRange(earlier.Count, fewest, most);
        Assert.Equal(total, framework.TotalHours, 6);
        Assert.Equal((int)Math.Ceiling(total / request.HoursPerWeek), framework.Weeks);
    }

    public static void Content(Tutorial tutorial, IReadOnlyList<LearningResource> resources, IReadOnlyList<QuizQuestion> quiz)
    {
        AssertText(tutorial.Title, tutorial.Summary, tutorial.Markdown);
        Assert.True(tutorial.Summary.Length <= 500);
        Assert.True(tutorial.EstimatedMinutes >= 1);
        Assert.True(tutorial.Markdown.Length > 500, $"only {tutorial.Markdown.Length} characters: {tutorial.Title}");
        Assert.Contains("\n## ", tutorial.Markdown);
        Assert.True(tutorial.Markdown.Split("```").Length % 2 == 1, "a code block is not closed");

        Assert.True(resources.Count >= 2);
        Assert.Equal(resources.Count, resources.Select(resource => resource.Url).Distinct().Count());
        Assert.All(resources, resource =>
        {
            AssertText(resource.Title, resource.Description, resource.Language);
            Assert.True(Uri.TryCreate(resource.Url, UriKind.Absolute, out var uri) && uri.Scheme == "https", resource.Url);
            Assert.InRange(resource.Relevance, 0, 1);
        });

        Assert.InRange(quiz.Count, 3, 8);
        Assert.Equal(quiz.Count, quiz.Select(question => (question.Question, question.Code)).Distinct().Count());
        Assert.All(quiz, Question);
    }

    private static void Question(QuizQuestion question)
    {
        AssertText(question.Question, question.Explanation);
        Assert.InRange(question.Options.Count, 2, 6);
        Assert.Equal(question.Options.Count, question.Options.Distinct().Count());
        Assert.All(question.Options, option => AssertText(option));
        Assert.NotEmpty(question.Correct);
        Assert.Equal(question.Correct.Count, question.Correct.Distinct().Count());
        Assert.All(question.Correct, index => Assert.InRange(index, 0, question.Options.Count - 1));
        Assert.All(question.OptionExplanations ?? [], text => AssertText(text));
        if (question.Type == QuestionType.Order)
        {
            Assert.Equal(question.Options.Count, question.Correct.Count);
            return;
        }

        Assert.Equal(question.Correct.Order(), question.Correct);
        if (question.Type != QuestionType.MultipleChoice)
        {
            Assert.Single(question.Correct);
        }
        else
        {
            Assert.True(question.Correct.Count < question.Options.Count, "everything is right");
        }

        if (question.Type == QuestionType.TrueFalse)
        {
            Assert.Equal(["True", "False"], question.Options);
        }
    }

    private static void AssertText(params string[] texts) => Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text)));
}
