using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Waits for a condition, not for time to pass.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="patience">When to give up.</param>
    /// <param name="otherwise">What is to be said then.</param>
    /// <param name="condition">What has to become true.</param>
    public static async Task TrueAsync(TimeSpan patience, Func<string> otherwise, Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < patience, $"After {clock.Elapsed.TotalSeconds:0} s {otherwise()}.");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }
}
