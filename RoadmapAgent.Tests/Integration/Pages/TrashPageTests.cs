using System.Net;
using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

[Collection(OnLaptopFleet.Name)]
public sealed class TrashPageTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Phone = 360;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_deletion_is_undone_at_once_or_later_by_keyboard_or_made_final()
    {
        var id = await fleet.CreateAsync("Learn Git");
        var title = (await fleet.WaitForStatusAsync(id, Patience, "completed")).GetProperty("title").GetString()!;
        using var browser = new Browser(fleet.Api.BaseAddress!, Phone);
        browser.Open($"/#/roadmaps/{id}");
        await browser.SeesAsync("#status", text => text == "Ready", Patience);
        // The time to restore it is known once the account has been read.
        await browser.SeesAsync("#account", text => text.Length > 0, Patience);
        browser.The("#delete").SendKeys(Keys.Enter);
        await browser.SeesAsync("#confirm-text", text => text.Contains("for 30 days", StringComparison.Ordinal), Patience);
        browser.The("#confirm-yes").SendKeys(Keys.Enter);

        await browser.SeesAsync("#offer-text", text => text == $"“{title}” was deleted.", Patience);
        Assert.Equal("/#/", browser.Location);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(id));
        Assert.False(browser.Overflows);
        browser.Photograph("learn-undo-phone");
        browser.The("#undo").SendKeys(Keys.Enter);
        await Eventually.TrueAsync(Patience, () => "it was not restored", async () => await StatusAsync(id) == HttpStatusCode.OK);
        await Eventually.TrueAsync(Patience, () => "the offer stays", () => Task.FromResult(!browser.The("#offer").Displayed));
        await browser.SeesAsync("#roadmaps", text => text.Contains(title, StringComparison.Ordinal), Patience);

        await DeleteAsync(id);
        browser.The("a[href='#/deleted']").SendKeys(Keys.Enter);
        await browser.SeesAsync("#trashed li", text => text.Contains(title, StringComparison.Ordinal), Patience);
        Assert.Equal("trash-title", browser.Focused.GetAttribute("id"));
        Assert.False(browser.Overflows);
        browser.Photograph("learn-deleted-phone");
        var restore = browser.The("#trashed li button");
        Assert.Equal($"Restore “{title}”", ((WebElement)restore).ComputedAccessibleLabel);
        restore.SendKeys(Keys.Enter);
        await browser.SeesAsync("#trashed li", text => text.Contains("Restored", StringComparison.Ordinal), Patience);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(id));
        Assert.EndsWith($"#/roadmaps/{id}", browser.Focused.GetAttribute("href"), StringComparison.Ordinal);

        await DeleteAsync(id);
        browser.Open("/#/");
        await browser.SeesAsync("#home-title", text => text.Length > 0, Patience);
        browser.Open("/#/deleted");
        await browser.SeesAsync("#trashed li", text => text.Contains(title, StringComparison.Ordinal), Patience);
        browser.The("#trashed li:first-child button.danger").SendKeys(Keys.Enter);
        await browser.SeesAsync("#confirm-title", text => text == $"Delete “{title}” for good?", Patience);
        browser.The("#confirm-yes").SendKeys(Keys.Enter);
        await Eventually.TrueAsync(
            Patience,
            () => "it is still in the trash",
            async () => !(await fleet.ReadAsync("/api/trash?limit=100")).ToString().Contains($"{id}", StringComparison.Ordinal));
        Assert.Empty(browser.Complaints);
    }

    private async Task<HttpStatusCode> StatusAsync(Guid id)
    {
        using var response = await fleet.Api.GetAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    private async Task DeleteAsync(Guid id)
    {
        using var response = await fleet.Api.DeleteAsync(new Uri($"/api/roadmaps/{id}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
