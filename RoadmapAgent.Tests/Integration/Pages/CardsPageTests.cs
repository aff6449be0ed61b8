using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

[Collection(OnLaptopFleet.Name)]
public sealed class CardsPageTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Phone = 360;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Missed_questions_are_asked_one_by_one_by_keyboard_until_none_is_due()
    {
        await using var roadmap = await MissedQuestions.AddAsync(fleet, "c-1-1-1", Patience);
        using var browser = new Browser(fleet.Api.BaseAddress!, Phone);
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        Assert.False(browser.The("#due").Displayed);

        await roadmap.PassAsync(TimeSpan.FromDays(1));
        var count = roadmap.Quiz.Count;
        browser.Open("/?again");
        await browser.SeesAsync("#due", text => text.StartsWith($"{count} questions are due today.", StringComparison.Ordinal), Patience);
        Assert.False(browser.Overflows);
        browser.Photograph("learn-due-phone");

        browser.Open($"/#/roadmaps/{roadmap.Id}");
        await browser.SeesAsync("#by-graph", text => text.Length > 0, Patience);
        browser.The("#by-graph").Click();
        await browser.SeesAsync("#graph .node[data-state=due] .mark", text => text == "↻ review", Patience);
        Assert.Equal("c-1-1-1", browser.The("#graph .node[data-state=due]").GetAttribute("data-concept"));
        browser.Open("/?due");
        await browser.SeesAsync("#due a", text => text.Length > 0, Patience);
        browser.The("#due a").SendKeys(Keys.Enter);

        for (var n = 1; n <= count; n++)
        {
            await browser.SeesAsync("#card-place", text => text.StartsWith($"Question {n} of {count}", StringComparison.Ordinal), Patience);
            if (browser.All("#card-question input") is [var first, ..])
            {
                first.SendKeys(" ");
            }

            browser.The("#card-check").SendKeys(Keys.Enter);
            await browser.SeesAsync("#card-verdict", text => text.Contains("comes back on", StringComparison.Ordinal), Patience);
            Assert.Equal("card-next", browser.Focused.GetAttribute("id"));
            Assert.False(browser.Overflows);
            browser.Photograph("learn-card-phone");
            browser.Press(Keys.Enter);
        }

        await browser.SeesAsync("#cards-summary", text => text.StartsWith("That was all for today: ", StringComparison.Ordinal), Patience);
        Assert.Equal("cards-title", browser.Focused.GetAttribute("id"));
        Assert.Empty(browser.Complaints);
    }
}
