using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

/// <summary>Samples of a fleet of one service, <c>content</c>, which declares two processes.</summary>
internal static class Samples
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static ConnectionSample At(
        DateTimeOffset at, int backends = 10, int processes = 2, long waiting = 0, params Finding[] findings) => new(
        at,
        new(100, 3, backends, 84),
        null,
        [new("content", 2, processes, 10, 4, 1, 0, 32, null, null, null, null, null)],
        [],
        new(0, 0, 0),
        [new("content", "content-generation", waiting, 2, 0)],
        new(0, 0),
        findings);

    /// <summary>A sample every five seconds, the last one five seconds ago.</summary>
    public static IReadOnlyList<ConnectionSample> Before(TimeSpan time, Func<TimeSpan, ConnectionSample> sample) =>
    [
        .. Enumerable.Range(1, (int)(time / TimeSpan.FromSeconds(5))).Reverse().Select(n => sample(TimeSpan.FromSeconds(5 * n))),
    ];
}
