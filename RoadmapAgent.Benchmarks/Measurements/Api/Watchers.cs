namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>
/// Clients that watch roadmaps as a browser does: after a lost connection they come back, naming the last event they have seen.
/// </summary>
internal sealed class Watchers : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private int _connected;
    private int _errors;

    private Watchers(IEnumerable<Uri> streams) => _watching = Task.WhenAll(streams.Select(stream => WatchAsync(stream, _stop.Token)));

    /// <summary>Watchers that have an answer and wait for events.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Answers so far that refused a watcher.</summary>
    public int Errors => Volatile.Read(ref _errors);

    /// <summary>Starts a watcher for every stream, all at once.</summary>
    public static Watchers Start(IEnumerable<Uri> streams) => new(streams);

    /// <summary>Waits until so many are connected.</summary>
    public async Task ConnectedAsync(Func<int, bool> enough, CancellationToken cancellationToken)
    {
        while (!enough(Connected))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(Uri stream, CancellationToken cancellationToken)
    {
        await Task.Yield();
        string? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                last = await FollowAsync(stream, last, cancellationToken);
                // Not all in the same moment, as different clients would.
                await Task.Delay(Retry * (0.5 + Random.Shared.NextDouble()), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
        }
    }

    /// <summary>Follows a stream to its end; returns the last event's id.</summary>
    private async Task<string?> FollowAsync(Uri stream, string? last, CancellationToken cancellationToken)
    {
        var connected = false;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, stream);
            request.Headers.Accept.ParseAdd("text/event-stream");
            if (last is not null)
            {
                request.Headers.Add("Last-Event-ID", last);
            }

            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref _errors);
                return last;
            }

            connected = true;
            Interlocked.Increment(ref _connected);
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                last = line.StartsWith("id:", StringComparison.Ordinal) ? line[3..].Trim() : last;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The API is not there at the moment.
        }
        finally
        {
            Interlocked.Add(ref _connected, connected ? -1 : 0);
        }

        return last;
    }
}
