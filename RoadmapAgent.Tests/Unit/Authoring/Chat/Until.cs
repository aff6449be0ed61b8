using System.Diagnostics;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

/// <summary>Waits for a condition, at most ten seconds.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "It did not become true in ten seconds.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
