using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>Follows a roadmap's events as a browser does: from the last one seen, again after every interruption.</summary>
/// <param name="http">The owner's client.</param>
/// <param name="promise">The roadmap.</param>
/// <param name="ledger">Where an event that was missed, or seen twice, is entered.</param>
internal sealed class Watcher(HttpClient http, Promise promise, Ledger ledger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private long _last;
    private bool _gone;

    public Promise Promise => promise;

    /// <summary>The number of the last event seen; they are numbered from 1.</summary>
    public long Last => _last;

    /// <summary>Follows until it is cancelled, or the roadmap is deleted.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!_gone && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync(until: null, cancellationToken);
                await Task.Delay(Pause, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Reads what is missing up to the event with this number.</summary>
    public async Task CatchUpAsync(long number, CancellationToken cancellationToken)
    {
        while (_last < number)
        {
            await ConnectAsync(number, cancellationToken);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task ConnectAsync(long? until, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/roadmaps/{promise.Id}/events");
        if (_last > 0)
        {
            request.Headers.Add("Last-Event-ID", _last.ToString(CultureInfo.InvariantCulture));
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            _gone = response.StatusCode == HttpStatusCode.NotFound && promise.DeletionSent;
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return;
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            {
                if (Enter(item) || _last == until)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The next connection continues.
        }
    }

    /// <summary>Enters an event; returns whether it is the last one of a deleted roadmap.</summary>
    private bool Enter(SseItem<string> item)
    {
        if (item.EventType == "deleted")
        {
            _gone = true;
        }
        else if (item.EventId is not null)
        {
            var number = long.Parse(item.EventId, CultureInfo.InvariantCulture);
            if (number != _last + 1)
            {
                ledger.Defects.Add($"A watcher of {promise.Id} saw event {number} after {_last}");
            }

            _last = number;
        }

        return _gone;
    }
}
