using System.Text.Json;
using System.Text.RegularExpressions;
using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>
/// What a learner does in a month, by clicks and keys only, while the clock is moved from visit to visit. Every state is inspected, and
/// photographed in the full run.
/// </summary>
[Collection(OnLaptopFleet.Name)]
public sealed partial class LearnersMonthTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Lessons = 6;
    private const string FirstNote = "A channel is a queue: a receiver waits until a sender sends.";

    /// <summary>The key of the question that is asked.</summary>
    private const string ShownKey = """
        const legend = document.querySelector('#card-question legend').textContent.replace(/^\d+\. /, '');
        return [legend, ...[...document.querySelectorAll('#card-question .option-text')].map(option => option.textContent)].join('|');
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The questions of the lessons with their answers, by their texts as the page shows them.</summary>
    private readonly Dictionary<string, JsonElement> _solutions = [];

    // Takes a minute, of which the gate has none to spare; PageStatesTests and LearnerPageTests inspect the pages there.
    [Fact(Explicit = true)]
    public async Task A_month_from_a_goal_to_six_lessons_missed_questions_notes_search_and_an_undone_deletion()
    {
        KeepRunningFor(Deadline);
        using var browser = new Browser(fleet.Api.BaseAddress!, 1280);
        var inspection = new Inspection(browser);
        await AskAsync(browser, inspection);
        await ReviewAsync(browser, inspection);
        var id = Guid.Parse(browser.Location.Split('/')[^1]);
        try
        {
            await LearnAsync(browser, inspection, id);
            await LookBackAsync(browser, inspection, id);
            await UndoAsync(browser, inspection);
        }
        finally
        {
            // With its questions, which other tests would be asked.
            using var deleted = await fleet.Api.DeleteAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), CancellationToken.None);
        }

        Assert.Empty(inspection.Found);
        Assert.Empty(browser.Complaints);
    }

    private async Task LearnAsync(Browser browser, Inspection inspection, Guid id)
    {
        for (var lesson = 1; lesson <= Lessons; lesson++)
        {
            await StudyAsync(browser, inspection, id, lesson);
            if (lesson % 2 == 0)
            {
                await MovedClock.PassAsync(fleet, id, Day);
                await RepeatAsync(browser, lesson == 2 ? inspection : null, isRight: n => n != 1);
            }
        }

        // A week later, those that were answered right come back.
        await MovedClock.PassAsync(fleet, id, 7 * Day);
        await RepeatAsync(browser, inspection: null, isRight: _ => true);
        await MovedClock.PassAsync(fleet, id, 14 * Day);
    }

    private static string KeyOf(JsonElement question)
    {
        var options = question.GetProperty("options").EnumerateArray().Select(option => option.GetString());
        return CodeSpan().Replace(string.Join('|', options.Prepend(question.GetProperty("question").GetString())), "$1");
    }

    private static async Task AskAsync(Browser browser, Inspection inspection)
    {
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        browser.Press(Keys.Tab);
        browser.Press("Learn Elixir");
        await browser.SeesAsync("#reading", text => text.Contains("Not taught", StringComparison.Ordinal), Patience);
        inspection.Look("month-01-goal-not-taught");
        browser.The("#reading button[aria-label='Learn Go instead']").SendKeys(Keys.Enter);
        Assert.Equal("goal", browser.Focused.GetAttribute("id"));
        browser.Press(" and Docker, in 12 weeks");
        await browser.SeesAsync(
            "#reading",
            text => text.Contains("Docker", StringComparison.Ordinal) && !text.Contains("Not taught", StringComparison.Ordinal),
            Patience);
        browser.The("#known").SendKeys("Git");
        browser.The("#review").SendKeys(" ");
        inspection.Look("month-02-goal-corrected");
        browser.The("#goal").SendKeys(Keys.Enter);
    }

    private static async Task ReviewAsync(Browser browser, Inspection inspection)
    {
        await browser.SeesAsync("#status", text => text == "Waiting for your review", Patience);
        inspection.Look("month-03-review");
        browser.The("#feedback").SendKeys("Please add SQL. More practice.");
        browser.The("#reject").SendKeys(Keys.Enter);
        await browser.SeesAsync("#changes", text => text.Contains("SQL", StringComparison.Ordinal), Patience);
        inspection.Look("month-04-review-changed");
        browser.The("#approve").SendKeys(Keys.Enter);
        await browser.SeesAsync("#status", text => text == "Ready", Patience);
        inspection.Look("month-05-roadmap");
    }

    private async Task StudyAsync(Browser browser, Inspection inspection, Guid id, int lesson)
    {
        browser.Open($"/?lesson={lesson}#/roadmaps/{id}");
        await browser.SeesAsync("#next", text => text.Contains(" with ", StringComparison.Ordinal), Patience);
        browser.The("#next").SendKeys(Keys.Enter);
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);
        var concept = await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/{browser.Location.Split('/')[^1]}");
        var quiz = concept.GetProperty("quiz").EnumerateArray().ToList();
        quiz.ForEach(question => _solutions[KeyOf(question)] = question);
        if (lesson == 1)
        {
            inspection.Look("month-06-lesson");
            browser.The("#check").SendKeys(Keys.Enter);
            await browser.SeesAsync("#score", text => text.EndsWith("without an answer", StringComparison.Ordinal), Patience);
            inspection.Look("month-07-quiz-unanswered");
        }

        QuizAnswers.Give(browser, quiz, index => index % 4 != 1);
        browser.The("#check").SendKeys(Keys.Enter);
        await browser.SeesAsync("#score", text => text.Contains("comes back tomorrow", StringComparison.Ordinal), Patience);
        browser.The("#done").SendKeys(Keys.Enter);
        await browser.SeesAsync("#done", text => text == "Done", Patience);
        if (lesson is 1 or 4)
        {
            browser.The("#note").SendKeys(lesson == 1 ? FirstNote : "Ask about this in the next meeting.");
            await browser.SeesAsync("#note-state", text => text == "Saved.", Patience);
            inspection.Look($"month-08-lesson-{lesson}-answered");
        }
    }

    /// <summary>Answers what is due, from the start page on.</summary>
    private async Task RepeatAsync(Browser browser, Inspection? inspection, Func<int, bool> isRight)
    {
        browser.Open("/?due");
        await browser.SeesAsync("#due", text => text.Contains("due today", StringComparison.Ordinal), Patience);
        inspection?.Look("month-09-due");
        browser.Open("/");
        await browser.SeesAsync("#due a", text => text.Length > 0, Patience);
        browser.The("#due a").SendKeys(Keys.Enter);
        for (var n = 1; browser.Text("#cards-summary")?.StartsWith("That was all", StringComparison.Ordinal) != true; n++)
        {
            var place = $"Question {n} of ";
            await browser.SeesAsync("#card-place", text => text.StartsWith(place, StringComparison.Ordinal), Patience);
            QuizAnswers.Give(browser, "#card-question fieldset", _solutions[(string)browser.Run(ShownKey)!], isRight(n));
            if (n == 1)
            {
                inspection?.Look("month-10-card");
            }

            browser.The("#card-check").SendKeys(Keys.Enter);
            await browser.SeesAsync(
                "#card-verdict",
                text => text.StartsWith(isRight(n) ? "Correct" : "Not quite", StringComparison.Ordinal)
                    && text.Contains("comes back on", StringComparison.Ordinal),
                Patience);
            if (n == 1)
            {
                inspection?.Look("month-11-card-answered");
            }

            browser.Press(Keys.Enter);
            await browser.SeesAsync(
                "#cards", text => !text.Contains(place, StringComparison.Ordinal), Patience);
        }

        inspection?.Look("month-12-cards-done");
    }

    private static async Task LookBackAsync(Browser browser, Inspection inspection, Guid id)
    {
        browser.Open("/?search");
        await browser.SeesAsync("#roadmaps", text => text.Length > 0, Patience);
        inspection.Look("month-13-start");
        browser.The("#find-words").SendKeys("queue receiver" + Keys.Enter);
        await browser.SeesAsync("#hits", text => text.Contains("A channel is a queue", StringComparison.Ordinal), Patience);
        inspection.Look("month-14-search");
        browser.The("#hits a").SendKeys(Keys.Enter);
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);
        Assert.Equal(FirstNote, browser.The("#note").GetAttribute("value"));

        browser.The("#back").SendKeys(Keys.Enter);
        await browser.SeesAsync("#progress-label", text => text.StartsWith($"{Lessons} of ", StringComparison.Ordinal), Patience);
        Assert.EndsWith($"{id}", browser.Location, StringComparison.Ordinal);
        inspection.Look("month-15-progress");
        browser.The("#by-week").SendKeys(Keys.Enter);
        await browser.SeesAsync("#weeks-text", text => text.Length > 0, Patience);
        inspection.Look("month-16-weeks");
        browser.The("#by-graph").SendKeys(Keys.Enter);
        await browser.SeesAsync("#graph", text => text.Length > 0, Patience);
        inspection.Look("month-17-graph");
        browser.The("#by-stage").SendKeys(Keys.Enter);
    }

    private static async Task UndoAsync(Browser browser, Inspection inspection)
    {
        browser.The("#delete").SendKeys(Keys.Enter);
        await browser.SeesAsync("#confirm-text", text => text.Contains("30 days", StringComparison.Ordinal), Patience);
        inspection.Look("month-18-delete");
        browser.The("#confirm-yes").SendKeys(Keys.Enter);
        await browser.SeesAsync("#offer", text => text.Contains("was deleted.", StringComparison.Ordinal), Patience);
        inspection.Look("month-19-undo");
        browser.The("#undo").SendKeys(Keys.Enter);
        await browser.SeesAsync("#roadmaps", text => text.Contains("Learn Go", StringComparison.Ordinal), Patience);
        browser.The("#roadmaps a").SendKeys(Keys.Enter);
        await browser.SeesAsync("#progress-label", text => text.StartsWith($"{Lessons} of ", StringComparison.Ordinal), Patience);

        // Later it is restored among those that were deleted.
        browser.The("#delete").SendKeys(Keys.Enter);
        browser.The("#confirm-yes").SendKeys(Keys.Enter);
        await browser.SeesAsync("#offer", text => text.Contains("was deleted.", StringComparison.Ordinal), Patience);
        browser.The("a[href='#/deleted']").SendKeys(Keys.Enter);
        await browser.SeesAsync("#trashed", text => text.Contains("Go", StringComparison.Ordinal), Patience);
        inspection.Look("month-20-trash");
        browser.The("#trashed .danger").SendKeys(Keys.Enter);
        inspection.Look("month-21-delete-for-good");
        browser.The("#confirm-no").SendKeys(Keys.Enter);
        browser.The("#trashed button").SendKeys(Keys.Enter);
        await browser.SeesAsync("#trashed", text => text.Contains("Restored", StringComparison.Ordinal), Patience);
        inspection.Look("month-22-restored");
        browser.The("#trashed a").SendKeys(Keys.Enter);
        await browser.SeesAsync("#progress-label", text => text.StartsWith($"{Lessons} of ", StringComparison.Ordinal), Patience);
    }
    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
