using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>Answers the questions of a page by keyboard.</summary>
internal static class QuizAnswers
{
    /// <summary>Answers a concept's quiz.</summary>
    /// <param name="browser">Shows the quiz.</param>
    /// <param name="quiz">The questions with their answers.</param>
    /// <param name="isRight">Whether the question of an index is answered right.</param>
    public static void Give(Browser browser, IReadOnlyList<JsonElement> quiz, Func<int, bool> isRight)
    {
        for (var index = 0; index < quiz.Count; index++)
        {
            Give(browser, $"#questions fieldset:nth-of-type({index + 1})", quiz[index], isRight(index));
        }
    }

    /// <summary>Answers one question.</summary>
    /// <param name="browser">Shows the question.</param>
    /// <param name="fieldset">The selector of the question.</param>
    /// <param name="question">The question with its answer.</param>
    /// <param name="isRight">Whether it is answered right.</param>
    public static void Give(Browser browser, string fieldset, JsonElement question, bool isRight)
    {
        var correct = question.GetProperty("correct").EnumerateArray().Select(option => option.GetInt32()).ToList();
        var wrong = Enumerable.Range(0, question.GetProperty("options").GetArrayLength()).Except(correct).ToList();
        if (question.GetProperty("type").GetString() == "order")
        {
            Arrange(browser, fieldset, isRight ? correct : [.. Enumerable.Reverse(correct)]);
        }
        else if (isRight)
        {
            correct.ForEach(option => browser.The($"{fieldset} input[value='{option}']").SendKeys(" "));
        }
        else
        {
            // Without a wrong option, the answer that lacks one is wrong.
            browser.The($"{fieldset} input[value='{(wrong.Count > 0 ? wrong : correct)[0]}']").SendKeys(" ");
        }
    }

    /// <summary>Moves the steps of an order question up until they stand in this order.</summary>
    private static void Arrange(Browser browser, string fieldset, List<int> order)
    {
        for (var place = 0; place < order.Count; place++)
        {
            while (browser.All($"{fieldset} li:nth-child({place + 1})[data-option='{order[place]}']").Count == 0)
            {
                browser.The($"{fieldset} li[data-option='{order[place]}'] button.up").SendKeys(" ");
            }
        }
    }
}
