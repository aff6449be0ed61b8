using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Waits for a condition, not for time to pass.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="patience">The timeout.</param>
    /// <param name="otherwise">The failure message.</param>
    /// <param name="condition">The condition to wait for.</param>
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
