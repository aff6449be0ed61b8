using System.Globalization;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>How many hostile requests are sent, and which: <c>./test.sh hostile --seed N --requests N</c>.</summary>
/// <param name="Seed">Chooses the requests. Default: random.</param>
/// <param name="Requests">How many are sent. Default: 100,000; 5,000 in <c>./test.sh full</c>.</param>
internal sealed record HostileSettings(int Seed, int Requests)
{
    public static HostileSettings Read() => new(
        Number("ROADMAP_HOSTILE_SEED") ?? Random.Shared.Next(1_000_000),
        Number("ROADMAP_HOSTILE_REQUESTS") ?? (FullRun.IsOn ? 5_000 : 100_000));

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
