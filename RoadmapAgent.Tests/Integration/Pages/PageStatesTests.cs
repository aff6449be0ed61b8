using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>The states of the pages that <see cref="LearnersMonthTests"/> does not meet.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class PageStatesTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task A_form_with_errors_a_confirmation_and_a_search_without_results_pass_the_inspection()
    {
        KeepRunningFor(Deadline);
        using var browser = new Browser(fleet.Api.BaseAddress!);
        var inspection = new Inspection(browser);
        browser.Open("/");
        await browser.SeesAsync("#account", text => text.Length > 0, Patience);
        browser.The("#goal").SendKeys("x");
        browser.The("#hours").Clear();
        browser.The("#hours").SendKeys("200");
        browser.The("#submit").Click();
        await browser.SeesAsync("#hoursPerWeek-error", text => text.Length > 0, Patience);
        inspection.Look("state-form-errors");
        browser.The("#delete-account").Click();
        inspection.Look("state-delete-account");
        browser.The("#confirm-no").Click();

        browser.Open("/#/search/zzyzx");
        await browser.SeesAsync("#found-summary", text => text.StartsWith("No concept", StringComparison.Ordinal), Patience);
        inspection.Look("state-nothing-found");
        browser.Open("/#/nowhere");
        await browser.SeesAsync("#lost-title", text => text == "Not found", Patience);
        inspection.Look("state-lost");
        browser.GoOffline();
        browser.Run("location.hash = '#/deleted'");
        await browser.SeesAsync("#lost-title", text => text == "This page could not be loaded", Patience);
        inspection.Look("state-offline");
        browser.GoOffline(offline: false);
        Assert.Empty(inspection.Found);
    }

    [Fact]
    public async Task Pages_without_scripts_and_those_of_the_operators_pass_the_inspection()
    {
        KeepRunningFor(Deadline);
        using var browser = new Browser(fleet.Api.BaseAddress!);
        var inspection = new Inspection(browser);
        browser.Open("/nothing-here");
        Assert.Equal("There is no such page", browser.Text("h1"));
        inspection.Look("state-not-found");
        browser.Open("/signed-out.html");
        Assert.Equal("You are signed out", browser.Text("h1"));
        inspection.Look("state-signed-out");
        browser.Open("/operations/runbook");
        Assert.Contains("runbook", browser.Text("h1"), StringComparison.OrdinalIgnoreCase);
        inspection.Look("state-runbook");
        browser.Open("/operations");
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
        inspection.Look("state-operations");
        browser.The("#pause").Click();
        inspection.Look("state-operations-confirm");
        Assert.Empty(inspection.Found);
    }

    [Fact]
    public async Task A_roadmap_in_progress_and_one_that_was_stopped_pass_the_inspection()
    {
        KeepRunningFor(Deadline);
        using var browser = new Browser(fleet.Api.BaseAddress!);
        var inspection = new Inspection(browser);
        using (new PausedService(fleet, "content"))
        {
            var id = await fleet.CreateAsync("Learn Git");
            browser.Open($"/#/roadmaps/{id}");
            await browser.SeesAsync("#status", text => text == "Writing the content", Patience);
            inspection.Look("state-writing");
            browser.The("a.concept").SendKeys(Keys.Enter);
            await browser.SeesAsync("#tutorial", text => text.StartsWith("Not written yet", StringComparison.Ordinal), Patience);
            inspection.Look("state-concept-waiting");
            browser.GoBack();
            await browser.SeesAsync("#cancel", text => text == "Stop", Patience);
            browser.The("#cancel").SendKeys(Keys.Enter);
            await browser.SeesAsync("#status", text => text == "Stopped", Patience);
            inspection.Look("state-stopped");
        }

        Assert.Empty(inspection.Found);
    }
}
