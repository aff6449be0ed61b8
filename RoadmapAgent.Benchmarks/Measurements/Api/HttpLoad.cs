using System.Diagnostics;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>Clients that repeat a request, each as soon as it has been answered.</summary>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="P99">What 99 % of the answers did not exceed, in ms.</param>
internal sealed record HttpLoad(double PerSecond, double P99)
{
    public const int Clients = 16;

    /// <summary>Repeats a GET request.</summary>
    /// <exception cref="HttpRequestException">An answer was not a success.</exception>
    public static async Task<HttpLoad> RunAsync(Uri address, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        var durations = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RepeatAsync()));
        var seconds = clock.Elapsed.TotalSeconds;
        double[] all = [.. durations.SelectMany(each => each)];
        return new(all.Length / seconds, Statistics.Percentile(all, 0.99));

        async Task<List<double>> RepeatAsync()
        {
            var own = new List<double>();
            while (clock.Elapsed < duration)
            {
                var started = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(address, cancellationToken);
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null, cancellationToken);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return own;
        }
    }
}
