using System.Drawing;
using System.Globalization;
using Npgsql;
using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>
/// Where a learner is after going back, and in a tab that shows what has been deleted in another one; and that the page does not move by
/// itself.
/// </summary>
[Collection(OnLaptopFleet.Name)]
public sealed class PlaceTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Roadmaps = 60;
    private const int Page = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Going_back_to_a_list_of_several_pages_returns_to_the_place_in_it()
    {
        var ids = await AddStoppedAsync();
        try
        {
            using var browser = new Browser(fleet.Api.BaseAddress!);
            browser.Open("/");
            await LongAsync(browser, Page);
            browser.The("#more").SendKeys(Keys.Enter);
            await LongAsync(browser, 2 * Page);
            browser.The("#more").SendKeys(Keys.Enter);
            await LongAsync(browser, 3 * Page);

            // The third page, by keyboard.
            var link = browser.All("#roadmaps a")[(2 * Page) + 5];
            var address = link.GetAttribute("href")!;
            link.SendKeys("");
            var top = browser.Scrolled;
            Assert.InRange(top, 1000, double.MaxValue);
            browser.Press(Keys.Enter);
            await browser.SeesAsync("#status", text => text == "Stopped", Patience);
            browser.GoBack();

            await LongAsync(browser, 3 * Page);
            await Eventually.TrueAsync(
                Patience,
                () => $"the focus is at {browser.Focused.GetAttribute("href")}",
                () => Task.FromResult(browser.Focused.GetAttribute("href") == address));
            await Eventually.TrueAsync(
                Patience,
                () => $"the page is scrolled by {browser.Scrolled}, not {top}",
                () => Task.FromResult(Math.Abs(browser.Scrolled - top) < 2));

            // A new visit starts with the first page.
            browser.The("#find-words").SendKeys("nothing" + Keys.Enter);
            await browser.SeesAsync("#found-summary", text => text.Length > 0, Patience);
            browser.The("#found .trail a").SendKeys(Keys.Enter);
            await LongAsync(browser, Page);
            Assert.Equal(0, browser.Scrolled);
            Assert.Empty(browser.Complaints);
        }
        finally
        {
            await ExecuteAsync("DELETE FROM roadmap.roadmaps WHERE id = ANY ($1)", ids);
        }
    }

    [Fact]
    public async Task A_tab_that_shows_a_roadmap_deleted_elsewhere_offers_to_restore_it()
    {
        var id = await fleet.CreateAsync("Learn Git");
        var title = (await fleet.WaitForStatusAsync(id, Patience, "completed")).GetProperty("title").GetString()!;
        using var browser = new Browser(fleet.Api.BaseAddress!, 390);
        var inspection = new Inspection(browser);
        browser.Open($"/#/roadmaps/{id}");
        await browser.SeesAsync("#status", text => text == "Ready", Patience);
        var goBack = browser.OpenTab($"/#/roadmaps/{id}/concepts/c-1-1-1");
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);

        // An action finds that there is no such roadmap any more.
        await DeleteAsync(id);
        browser.The("#done").SendKeys(Keys.Enter);
        await OffersAsync(browser, title);
        inspection.Look("state-deleted-elsewhere");
        browser.The("#restore").SendKeys(Keys.Enter);
        await browser.SeesAsync("#tutorial", text => text.Length > 200, Patience);

        // A note that is being written survives.
        await DeleteAsync(id);
        browser.The("#note").SendKeys("Not saved yet");
        await OffersAsync(browser, title);
        browser.The("#restore").SendKeys(Keys.Enter);
        await browser.SeesAsync("#note-state", text => text == "Saved.", Patience);
        Assert.Equal("Not saved yet", browser.The("#note").GetAttribute("value"));

        // So does going to a tab.
        await DeleteAsync(id);
        goBack();
        browser.Run("document.dispatchEvent(new Event('visibilitychange'))");
        await OffersAsync(browser, title);
        browser.The("#restore").SendKeys(Keys.Enter);
        await browser.SeesAsync("#status", text => text == "Ready", Patience);

        // What cannot be restored any more does not exist.
        await DeleteAsync(id);
        using var forGood = await fleet.Api.DeleteAsync(new Uri($"/api/trash/{id}", UriKind.Relative), Cancellation);
        forGood.EnsureSuccessStatusCode();
        browser.The("#delete").SendKeys(Keys.Enter);
        browser.The("#confirm-yes").SendKeys(Keys.Enter);
        await browser.SeesAsync("#lost-title", text => text == "Not found", Patience);
        Assert.False(browser.The("#restore").Displayed);
        Assert.Empty(inspection.Found);
    }

    [Fact]
    public async Task A_link_shows_at_once_that_the_next_view_is_being_read()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        // No answer arrives.
        browser.Run("window.fetch = () => new Promise(() => {})");
        browser.The("a[href='#/deleted']").SendKeys(Keys.Enter);
        await Eventually.TrueAsync(
            Patience,
            () => "nothing shows that the page is busy",
            () => Task.FromResult(
                browser.Run("return getComputedStyle(document.getElementById('main'), '::before').position") is "fixed"));
        Assert.Equal("true", browser.The("#main").GetAttribute("aria-busy"));
    }

    [Fact]
    public async Task How_a_goal_is_read_is_shown_without_moving_what_the_learner_is_about_to_click()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        browser.Open("/");
        await browser.SeesAsync("h1", text => text == "What do you want to learn?", Patience);
        var before = Places();
        browser.The("#goal").SendKeys("Learn SQL");
        await browser.SeesAsync("#reading", text => text.Contains("SQL", StringComparison.Ordinal), Patience);
        Assert.Equal(before, Places());

        IEnumerable<Point> Places() => [.. browser.All("#create .field *, #create .foot *").Select(part => part.Location)];
    }

    private static Task OffersAsync(Browser browser, string title) => browser.SeesAsync(
        "#lost-text", text => text.StartsWith($"“{title}” was deleted on ", StringComparison.Ordinal), Patience);

    private static Task LongAsync(Browser browser, int count) => Eventually.TrueAsync(
        Patience,
        () => $"{browser.All("#roadmaps li").Count} roadmaps are shown, not {count}",
        () => Task.FromResult(browser.All("#roadmaps li").Count == count && browser.The("#home").Displayed));

    private async Task DeleteAsync(Guid id)
    {
        using var response = await fleet.Api.DeleteAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), Cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Adds roadmaps that were stopped before anything was planned; returns their ids.</summary>
    private async Task<Guid[]> AddStoppedAsync()
    {
        var model = await fleet.CreateAsync("Learn Git");
        await fleet.WaitForStatusAsync(model, Patience, "completed");
        var now = DateTimeOffset.UtcNow;
        var ids = Enumerable.Range(0, Roadmaps).Select(n => Guid.CreateVersion7(now.AddSeconds(n))).ToArray();
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            INSERT INTO roadmap.roadmaps (id, owner, request, status, step, skip_review, ended_at)
            SELECT copy.id, owner, request || jsonb_build_object('goal', 'Subject ' || copy.n), 'cancelled', 'finished', true, now()
            FROM roadmap.roadmaps, unnest($1) WITH ORDINALITY AS copy (id, n) WHERE roadmaps.id = '{{model}}'
            """);
        await ExecuteAsync(sql, ids);
        return [.. ids, model];
    }

    private async Task ExecuteAsync(string sql, Guid[] ids)
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ids } } };
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
