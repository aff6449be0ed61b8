using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoadmapAgent.Tests.Integration.Faults.Suite;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>
/// The proof that no request harms: requests that are made from the API's own description are sent at a fleet with live roadmaps, each is
/// answered as the description says, and afterwards nothing is half stored or stuck, and no roadmap has another owner.
/// </summary>
[Collection(OnHostileFleet.Name)]
public sealed class HostileInputTests(HostileFleet fleet) : FleetTest(fleet)
{
    private static readonly string ReportFile = Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..", "artifacts", "hostile.md");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact(Explicit = true)]
    public async Task No_request_gets_an_undeclared_answer_or_leaves_anything_half_done()
    {
        var settings = HostileSettings.Read();
        KeepRunningFor(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(50 * settings.Requests));
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {settings.Seed}, {settings.Requests} requests.");
        using var other = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = fleet.Api.BaseAddress,
            DefaultRequestHeaders = { { "Cookie", "roadmap-agent-identity=grace" } },
        };
        var data = new LiveData(fleet, fleet.Api, other);
        await data.PlantAsync(Patience, Cancellation);
        var description = new ApiDescription(await fleet.ReadAsync("/openapi/v1.json"));
        var load = new HostileLoad(description, fleet.Api.BaseAddress!, () => data.Current);
        var (before, memory, clock) = (await ExportAsync(other), ServiceMemory.Read(fleet), Stopwatch.StartNew());

        using (var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var tending = data.TendAsync(ending.Token);
            await load.RunAsync(settings.Seed, settings.Requests, Cancellation);
            await ending.CancelAsync();
            await tending;
        }

        var time = clock.Elapsed;
        var after = ServiceMemory.Read(fleet);
        if (Changes(before, await ExportAsync(other)) is { Length: > 0 } changes)
        {
            load.Tally.Add($"The roadmaps of the other person have changed: {string.Join(" | ", changes)}");
        }

        await data.EndAsync(Patience, Cancellation);
        var inspection = new FleetInspection(fleet, new());
        string[] wrongs = [.. await inspection.ListUnfinishedAsync(Patience), .. await inspection.ListBrokenRulesAsync()];
        foreach (var wrong in wrongs)
        {
            load.Tally.Add(wrong);
        }

        var report = load.Tally.Report(
            settings, time, memory.ToDictionary(one => one.Key, one => (one.Value, after.GetValueOrDefault(one.Key))));
        TestContext.Current.TestOutputHelper!.WriteLine(report);
        await File.AppendAllTextAsync(ReportFile, report + Environment.NewLine, Cancellation);
        Assert.True(load.Tally.Defects.Count == 0, load.Tally.Shown());
        Assert.Equal(settings.Requests, load.Tally.Requests);
        Assert.Equal(memory.Keys.Order(), after.Keys.Order());
        using var deleted = await fleet.Api.DeleteAsync(new Uri("/api/account", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty((await fleet.ReadAsync("/api/roadmaps")).GetProperty("items").EnumerateArray());
    }

    private static string[] Changes(string before, string after)
    {
        string[][] lines = [before.Split('\n'), after.Split('\n')];
        return
        [
            .. lines[0].Except(lines[1]).Take(4).Select(line => $"-{line}"),
            .. lines[1].Except(lines[0]).Take(4).Select(line => $"+{line}"),
        ];
    }

    /// <summary>Returns everything that a person has, without the log, whose lines arrive later.</summary>
    private static async Task<string> ExportAsync(HttpClient client)
    {
        var export = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/account/export", UriKind.Relative), Cancellation))!;
        foreach (var roadmap in export["roadmaps"]!.AsArray())
        {
            roadmap!.AsObject().Remove("log");
        }

        return export.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
