using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Streams what this process knows: the event <c>sample</c> for the samples of the last ten minutes and every new one, and every few
/// seconds the event <c>state</c>, which is also the sign of life that tells a viewer that no sample is missing.
/// </summary>
internal sealed class SampleStream(RecentSamples samples, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Watches until the viewer leaves or the process ends.</summary>
    public async IAsyncEnumerable<SseItem<object>> WatchAsync(
        CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var seen = DateTimeOffset.MinValue;
        while (!ending.IsCancellationRequested)
        {
            samples.Watch();
            foreach (var sample in samples.Latest.Where(sample => sample.At > seen))
            {
                seen = sample.At;
                yield return new(sample, "sample");
            }

            yield return new(samples.State, "state");
            await Task.Delay(Interval, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
