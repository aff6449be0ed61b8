using System.Net.Http.Json;
using System.Text.Json;
using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

[Collection(OnLaptopFleet.Name)]
public sealed class AccountPageTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const int Phone = 320;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_account_is_deleted_after_a_confirmation()
    {
        using var grace = fleet.Grace();
        using var created = await grace.PostAsJsonAsync(
            "/api/roadmaps", new { goal = "Learn SQL", currentLevel = "beginner", hoursPerWeek = 5 }, Cancellation);
        created.EnsureSuccessStatusCode();
        using var browser = new Browser(fleet.Api.BaseAddress!, Phone);
        browser.Open("/");
        await browser.SeesAsync("#operations", text => text == "Connections", Patience);
        browser.The("#identity option[value=grace]").Click();
        browser.Open("/?again");
        await browser.SeesAsync("#roadmaps", text => text.Contains("SQL", StringComparison.Ordinal), Patience);
        Assert.False(browser.Overflows);

        browser.The("#delete-account").SendKeys(Keys.Enter);
        await browser.SeesAsync("#confirm-title", text => text == "Delete your account?", Patience);
        browser.Photograph("learn-delete-account-phone");
        browser.Press(Keys.Escape);
        Assert.Equal("delete-account", browser.Focused.GetAttribute("id"));
        Assert.NotEmpty(await ListAsync(grace));

        browser.Press(Keys.Enter);
        browser.The("#confirm-yes").SendKeys(Keys.Enter);
        await Eventually.TrueAsync(Patience, () => "the account was not deleted", async () => (await ListAsync(grace)).Count == 0);
        await browser.SeesAsync("#roadmaps", text => !text.Contains("SQL", StringComparison.Ordinal), Patience);
        Assert.Empty(browser.Complaints);
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/roadmaps", Cancellation)).GetProperty("items").EnumerateArray()];
}
