using System.Net;
using System.Net.Http.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What reading costs, and doing nothing.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class ReadTests(LaptopFleet fleet) : FleetTest(fleet)
{
    // Heartbeat, lease and health checks run concurrently.
    private const int Others = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("")]
    [InlineData("/concepts/c-1-1-1")]
    [InlineData("/concepts/c-1-1-1/tutorial.html")]
    [InlineData("/review")]
    [InlineData("/logs")]
    [InlineData("/export.md")]
    [InlineData("?limit=100", "/api/roadmaps")]
    [InlineData("?limit=100", "/api/reviews")]
    public async Task A_read_request_costs_one_query_and_so_does_a_conditional_one(string path, string? route = null)
    {
        const int Reads = 60;
        var id = await fleet.CreateAsync("Become a .NET backend developer");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        // An empty log page costs a second query that checks whether the roadmap exists; lines are stored with a delay of a second.
        await Eventually.TrueAsync(
            Patience,
            () => "nothing was logged",
            async () => (await fleet.ReadAsync($"/api/roadmaps/{id}/logs")).GetProperty("items").GetArrayLength() > 0);
        var address = $"{route ?? $"/api/roadmaps/{id}"}{path}";
        var tag = (await GetAsync(address)).Tag;
        var before = await fleet.CountQueriesAsync("roadmap_api");

        for (var n = 0; n < Reads; n++)
        {
            await GetAsync(address, n % 2 == 0 ? tag : null);
        }

        Assert.InRange(await fleet.CountQueriesAsync("roadmap_api") - before, Reads - 5, Reads + Others);
    }

    [Fact]
    public async Task What_a_reader_has_is_not_sent_again_until_it_changes()
    {
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);
        await fleet.WaitForStatusAsync(id, Patience, "human_review_pending");
        string[] addresses = [$"/api/roadmaps/{id}", $"/api/roadmaps/{id}/export.md", "/api/roadmaps"];
        var waiting = await TagsAsync(addresses);

        await ActAsync(HttpMethod.Post, $"/api/roadmaps/{id}/review", new { approved = true });
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        await ChangedAsync(addresses, waiting);
        addresses =
        [
            .. addresses, $"/api/roadmaps/{id}/concepts/c-1-1-1", $"/api/roadmaps/{id}/concepts/c-1-1-1/tutorial.html",
        ];
        var completed = await TagsAsync(addresses);

        await ActAsync(HttpMethod.Put, $"/api/roadmaps/{id}/concepts/c-1-1-1/done");
        var marked = await ChangedAsync(addresses[..2], completed);
        await ActAsync(HttpMethod.Delete, $"/api/roadmaps/{id}/concepts/c-1-1-1/done");
        await ActAsync(HttpMethod.Put, $"/api/roadmaps/{id}/concepts/c-1-1-2/done");
        await ChangedAsync(addresses[..2], marked);
        await ActAsync(HttpMethod.Delete, $"/api/roadmaps/{id}/concepts/c-1-1-2/done");

        // Everything is as it was.
        Assert.Equal(completed, await TagsAsync(addresses));
    }

    [Fact]
    public async Task A_roadmap_that_waits_for_others_has_no_tag_because_its_place_changes_without_it()
    {
        var id = await fleet.CreateAsync("Learn SQL");

        var (status, tag) = await GetAsync($"/api/roadmaps/{id}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(tag is null || (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString() == "completed");
        await fleet.WaitForStatusAsync(id, Patience, "completed");
    }

    [Fact]
    public async Task What_learners_read_is_compressed_and_event_streams_are_not()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        await fleet.WaitForStatusAsync(id, Patience, "completed");

        foreach (var path in new[] { "", "/concepts/c-1-1-1", "/concepts/c-1-1-1/tutorial.html", "/export.md", "/review" })
        {
            Assert.Equal("br", await EncodingAsync($"/api/roadmaps/{id}{path}"));
        }

        Assert.Equal("br", await EncodingAsync("/api/roadmaps"));
        Assert.Null(await EncodingAsync($"/api/roadmaps/{id}/events"));
        Assert.Null(await EncodingAsync("/api/operations/budget"));
    }

    [Fact]
    public async Task A_list_shows_of_every_plan_what_the_plan_says()
    {
        var id = await fleet.CreateAsync("Learn SQL");
        var roadmap = await fleet.WaitForStatusAsync(id, Patience, "completed");

        var item = (await fleet.ReadAsync("/api/roadmaps?limit=100")).GetProperty("items").EnumerateArray()
            .Single(listed => listed.GetProperty("id").GetGuid() == id);

        Assert.All(
            (string[])["goal", "title", "status", "step", "totalHours", "weeks", "createdAt", "endedAt"],
            name => Assert.Equal(roadmap.GetProperty(name).ToString(), item.GetProperty(name).ToString()));
        Assert.Equal(roadmap.GetProperty("progress").ToString(), item.GetProperty("progress").ToString());
    }

    [Fact]
    public async Task A_thousand_watchers_cost_as_few_statements_as_one()
    {
        const int Watchers = 1000;
        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fleet.CreateAsync("Learn SQL", skipReview: false)));
        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, Patience, "human_review_pending")));
        using var many = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue })
        {
            BaseAddress = fleet.Api.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var before = await fleet.CountQueriesAsync("roadmap_api");

        var watching = Enumerable.Range(0, Watchers).Select(n => EventStream.ReadAsync(
            many, ids[n % ids.Length], n % 3 == 0 ? "2" : null, e => e.Type == "human_review_required", Patience)).ToList();
        var seen = await Task.WhenAll(watching);

        Assert.InRange(await fleet.CountQueriesAsync("roadmap_api") - before, 0, 50 + Others);
        Assert.All(seen.Select((events, n) => (events, first: n % 3 == 0 ? 3 : 1)), one => Assert.Equal(
            Enumerable.Range(one.first, one.events.Count).Select(id => $"{id}"), one.events.Select(e => e.Id)));
    }

    [Fact(Explicit = true)]
    public async Task An_idle_fleet_of_five_processes_sends_at_most_one_and_a_half_statements_a_second() =>
        Assert.InRange(await fleet.MeasureIdleAsync(), 0.1, 1.5);

    private async Task<(HttpStatusCode Status, string? Tag)> GetAsync(string address, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("If-None-Match", known ?? "\"other\"");
        using var response = await fleet.Api.SendAsync(request, Cancellation);
        Assert.Equal(known is null ? HttpStatusCode.OK : HttpStatusCode.NotModified, response.StatusCode);
        return (response.StatusCode, response.Headers.ETag?.ToString());
    }

    private async Task<string[]> TagsAsync(string[] addresses)
    {
        var tags = new List<string>();
        foreach (var address in addresses)
        {
            var (_, tag) = await GetAsync(address);
            Assert.StartsWith("W/", tag, StringComparison.Ordinal);
            await GetAsync(address, tag);
            await GetAsync(address, "*");
            tags.Add(tag!);
        }

        return [.. tags];
    }

    private async Task<string[]> ChangedAsync(string[] addresses, string[] before)
    {
        var after = await TagsAsync(addresses);
        Assert.All(after.Zip(before), pair => Assert.NotEqual(pair.Second, pair.First));
        return after;
    }

    private async Task<string?> EncodingAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var response = await fleet.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        response.EnsureSuccessStatusCode();
        return response.Content.Headers.ContentEncoding.SingleOrDefault();
    }

    private async Task ActAsync(HttpMethod method, string address, object? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await fleet.Api.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
    }
}
