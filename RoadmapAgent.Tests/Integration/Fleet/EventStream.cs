using System.Net.ServerSentEvents;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>One event of a roadmap, as a browser would see it.</summary>
internal sealed record RoadmapEvent(string Id, string Type, JsonElement Data);

/// <summary>Watches a roadmap's event stream.</summary>
internal static class EventStream
{
    /// <summary>Reads until the stream ends or an event satisfies the condition.</summary>
    public static async Task<List<RoadmapEvent>> ReadAsync(
        HttpClient api, Guid id, string? lastEventId, Func<RoadmapEvent, bool> until, TimeSpan patience)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/roadmaps/{id}/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        response.EnsureSuccessStatusCode();
        var events = new List<RoadmapEvent>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(stop.Token)).EnumerateAsync(stop.Token))
        {
            if (item.EventId is null)
            {
                continue;
            }

            using var data = JsonDocument.Parse(item.Data);
            events.Add(new(item.EventId, item.EventType, data.RootElement.Clone()));
            if (until(events[^1]))
            {
                break;
            }
        }

        return events;
    }
}
