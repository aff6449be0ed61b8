using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class ReverseProxyTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Events_pass_nginx_while_the_roadmap_waits_for_its_review()
    {
        await using var nginx = await Nginx.InFrontOfAsync(fleet.Api.BaseAddress!);
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);

        var events = await EventStream.ReadAsync(
            nginx.Client, id, lastEventId: null, e => e.Type == "human_review_required", Patience);

        Assert.Equal("human_review_required", events[^1].Type);
        Assert.Equal("human_review_pending", (await fleet.ReadAsync($"/api/roadmaps/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_event_stream_tells_proxies_neither_to_buffer_nor_to_compress_it()
    {
        var id = await fleet.CreateAsync("Learn SQL", skipReview: false);

        using var response = await fleet.Api.GetAsync(
            new Uri($"/api/roadmaps/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["no"], response.Headers.GetValues("X-Accel-Buffering"));
        Assert.Equal("no-store, no-transform, no-cache", response.Headers.CacheControl!.ToString());
    }
}
