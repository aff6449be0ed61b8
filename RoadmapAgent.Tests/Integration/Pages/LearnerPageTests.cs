using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

[Collection(OnLaptopFleet.Name)]
public sealed class LearnerPageTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Phone = 360;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_learner_can_complete_a_visit_from_goal_and_review_to_quiz_score_and_deletion()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        browser.The("#goal").SendKeys("Become a .NET backend developer");
        browser.The("#known").SendKeys("Git");
        browser.The("#review").Click();
        browser.Photograph("learn-goal");
        browser.The("#submit").Click();

        await browser.SeesAsync("#status", text => text == "Waiting for your review", Patience);
        Assert.Equal(browser.The("#title"), browser.Focused);
        browser.The("#feedback").SendKeys("Please remove Docker.");
        browser.The("#reject").Click();
        await browser.SeesAsync(
            "#changes",
            text => text.Contains("Removed", StringComparison.Ordinal) && text.Contains("Docker", StringComparison.Ordinal),
            Patience);
        Assert.StartsWith("Done: Removed ", browser.Text("#answers dd"), StringComparison.Ordinal);
        browser.Photograph("learn-review");
        browser.The("#approve").Click();
        await browser.SeesAsync("#status", text => text == "Ready", Patience);
        browser.Photograph("learn-roadmap");

        var id = browser.Location.Split('/')[^1];
        var weeks = (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("weeks").GetInt32();
        browser.The("#by-week").Click();
        await browser.SeesAsync("#weeks-text", text => text.Contains($"takes {weeks} weeks", StringComparison.Ordinal), Patience);
        Assert.Equal(weeks, browser.All("#weeks > li").Count);
        browser.Photograph("learn-weeks");
        browser.The("#by-graph").Click();
        Assert.Equal(browser.All("a.concept").Count, browser.All("#graph .node").Count);
        Assert.All(
            browser.All("#graph .node a"), node => Assert.False(string.IsNullOrEmpty(((WebElement)node).ComputedAccessibleLabel)));
        browser.The("#zoom-in").Click();
        browser.The("#zoom-out").Click();
        browser.Photograph("learn-graph");
        browser.The("#by-stage").Click();
        browser.All("a.concept")[0].Click();
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);
        var quiz = (await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1")).GetProperty("quiz").EnumerateArray().ToList();
        QuizAnswers.Give(browser, quiz, _ => true);
        browser.The("#check").Click();
        await browser.SeesAsync("#score", text => text == $"{quiz.Count} of {quiz.Count} correct: 100 %", Patience);
        browser.The("#done").Click();
        await browser.SeesAsync("#done", text => text == "Done", Patience);
        browser.The("#note").SendKeys("Ask the team about nullable columns.");
        await browser.SeesAsync("#note-state", text => text == "Saved.", Patience);
        browser.Photograph("learn-concept");
        browser.The("#note").SendKeys(" And left at once.");
        browser.The("#after").Click();
        await browser.SeesAsync("#note-state", text => text == "", Patience);
        Assert.Equal("", browser.The("#note").GetAttribute("value"));
        browser.The("#before").Click();
        await Eventually.TrueAsync(
            Patience,
            () => $"the note is '{browser.The("#note").GetAttribute("value")}'",
            () => Task.FromResult(
                browser.The("#note").GetAttribute("value") == "Ask the team about nullable columns. And left at once."));

        browser.The("#back").Click();
        await browser.SeesAsync("#status", text => text == "Ready", Patience);
        Assert.Equal(0, browser.Scrolled);
        browser.ScrollTo(700);
        browser.All("a.concept")[4].SendKeys(Keys.Enter);
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);
        Assert.Equal(0, browser.Scrolled);
        browser.GoBack();
        await Eventually.TrueAsync(
            Patience, () => $"the page is scrolled by {browser.Scrolled}", () => Task.FromResult(browser.Scrolled > 500));
        browser.The(".stage summary").Click();
        Assert.False(browser.All("a.concept")[0].Displayed);
        await browser.SeesAsync(
            "#progress-label",
            text => text.StartsWith("1 of ", StringComparison.Ordinal) && text.EndsWith("quizzes 100 %", StringComparison.Ordinal),
            Patience);
        Assert.EndsWith($"/api/roadmaps/{id}/export.md", browser.The("#export").GetAttribute("href"), StringComparison.Ordinal);
        browser.The("#delete").Click();
        browser.The("#confirm-yes").Click();
        await Eventually.TrueAsync(Patience, () => $"the page is at {browser.Location}", () => Task.FromResult(browser.Location == "/#/"));
        await browser.SeesAsync("#offer", text => text.Contains("was deleted.", StringComparison.Ordinal), Patience);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Form_errors_are_shown_at_their_fields_and_the_first_gets_the_focus()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        browser.The("#goal").SendKeys("x");
        browser.The("#hours").Clear();
        browser.The("#hours").SendKeys("200");
        browser.The("#submit").Click();

        await browser.SeesAsync("#goal-error", text => text.Contains("3 to 500 characters", StringComparison.Ordinal), Patience);
        await browser.SeesAsync("#hoursPerWeek-error", text => text.Contains("between 1 and 80", StringComparison.Ordinal), Patience);
        Assert.Equal("goal", browser.Focused.GetAttribute("id"));
        Assert.Equal("true", browser.The("#goal").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_roadmap_can_be_requested_and_read_on_a_phone_and_by_keyboard()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!, Phone);
        browser.Darken();
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        browser.Press(Keys.Tab);
        Assert.Equal("goal", browser.Focused.GetAttribute("id"));
        browser.Press("Learn SQL" + Keys.Enter);

        await browser.SeesAsync("#status", text => text == "Ready", Patience);
        Assert.False(browser.Overflows);
        browser.Photograph("learn-roadmap-phone-dark");
        var concept = browser.The("a.concept");
        for (var stops = 0; stops < 20 && !browser.Focused.Equals(concept); stops++)
        {
            browser.Press(Keys.Tab);
        }

        browser.Press(Keys.Enter);
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);
        Assert.False(browser.Overflows);
        Assert.Equal("concept-title", browser.Focused.GetAttribute("id"));
        Assert.All(
            browser.All("#concept section, #concept fieldset, #concept button, #concept input").Where(part => part.Displayed),
            part => Assert.False(string.IsNullOrEmpty(((WebElement)part).ComputedAccessibleLabel), part.TagName));
        browser.Photograph("learn-concept-phone-dark");
        Assert.Empty(browser.Complaints);
    }
}
