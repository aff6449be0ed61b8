using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>The operators' page while what it is about, or what serves it, is away.</summary>
[Collection(OnFaultFleet.Name)]
public sealed class OperationsOutageTests(FaultFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact(Explicit = true)]
    public async Task Without_PostgreSQL_the_page_answers_and_says_how_old_its_numbers_are_and_reconnects_to_a_new_API()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!, 1280);
        browser.Open("/operations");
        await browser.SeesAsync("#services", text => text.Contains("content", StringComparison.Ordinal), Patience);

        await CommandAsync("postgres", KnownResourceCommands.StopCommand);
        await browser.SeesAsync(
            "#findings", text => text.Contains("The fleet has not been measured for", StringComparison.Ordinal), Patience);
        await browser.SeesAsync("#status", text => text.StartsWith("Stale", StringComparison.Ordinal), Patience);
        browser.Photograph("operations-stale-1280");
        browser.Darken();
        browser.Resize(390);
        browser.Photograph("operations-stale-390-dark");
        var text = await TextAsync("/api/operations/connections");
        Assert.Matches("^Measured [0-9]+ s ago, at .+Z\\. Stale: these numbers do not describe the present\\.\n", text);
        Assert.Contains("Unhealthy: The fleet has not been measured for", text, StringComparison.Ordinal);
        Assert.Contains("has not been measured", await TextAsync("/health/connections"), StringComparison.Ordinal);
        await CommandAsync("postgres", KnownResourceCommands.StartCommand);
        await browser.SeesAsync("#status", text => text == "Live.", Patience);

        using (var api = System.Diagnostics.Process.GetProcessById(fleet.ProcessesOf("api")[0]))
        {
            api.Kill();
        }

        await browser.SeesAsync("#status", text => text.EndsWith("reconnecting …", StringComparison.Ordinal), Patience);
        browser.Photograph("operations-reconnecting-390-dark");
        await browser.SeesAsync("#status", text => text == "Live.", Patience);
        // The process that was killed is reported, and forgotten after two minutes.
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
    }

    private async Task<string> TextAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/plain" } } };
        using var answer = await fleet.Api.SendAsync(request, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task CommandAsync(string resource, string command)
    {
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync(resource, command, Cancellation);
        Assert.True(result.Success, result.Message);
    }
}
