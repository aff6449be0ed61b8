using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>Clients, each with a connection, that repeat requests without a pause, refused or not.</summary>
/// <param name="Clients">How many clients.</param>
/// <param name="UsefulPerSecond">Requests served in a second.</param>
/// <param name="Refused">Requests answered with 503 and the time after which to retry.</param>
/// <param name="RefusedP50">What half of the refusals did not exceed, in ms; 0 without refusals.</param>
/// <param name="RefusedP99">What 99 % of the refusals did not exceed, in ms; 0 without refusals.</param>
/// <param name="Failed">Requests that had another answer, or none.</param>
internal sealed record Crowd(int Clients, double UsefulPerSecond, int Refused, double RefusedP50, double RefusedP99, int Failed)
{
    /// <summary>Repeats GET requests, each client starting with another one, once all clients have connected.</summary>
    /// <param name="clients">How many clients.</param>
    /// <param name="connect">What costs the server next to nothing.</param>
    /// <param name="addresses">What is asked for.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Crowd> RunAsync(
        int clients, Uri connect, IReadOnlyList<Uri> addresses, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients };
        using var client = new HttpClient(handler);
        // Answers that are not read to the end keep their connections, so that there is one for every client.
        var connecting = Enumerable.Range(0, clients)
            .Select(_ => client.GetAsync(connect, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        var connected = await Task.WhenAll(connecting);
        foreach (var response in connected)
        {
            response.Dispose();
        }

        var (useful, failed, refusals) = (0, 0, new ConcurrentBag<double>());
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(RepeatAsync));
        return new(
            clients,
            useful / clock.Elapsed.TotalSeconds,
            refusals.Count,
            refusals.IsEmpty ? 0 : Statistics.Percentile(refusals, 0.5),
            refusals.IsEmpty ? 0 : Statistics.Percentile(refusals, 0.99),
            failed);

        async Task RepeatAsync(int number)
        {
            await Task.Yield();
            for (var n = number; clock.Elapsed < duration; n++)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    using var response = await client.GetAsync(addresses[n % addresses.Count], cancellationToken);
                    if (response.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref useful);
                    }
                    else if (response is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null })
                    {
                        refusals.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                    else
                    {
                        Interlocked.Increment(ref failed);
                    }
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }
    }
}
