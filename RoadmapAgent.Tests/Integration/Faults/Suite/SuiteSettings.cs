using System.Globalization;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>How long the suite injects faults, and which: <c>./test.sh faults --seed N --minutes M</c>.</summary>
/// <param name="Seed">Chooses faults, targets, durations and what learners do. Default: random.</param>
/// <param name="Minutes">How long faults are injected. Default: 3.</param>
internal sealed record SuiteSettings(int Seed, double Minutes)
{
    public static SuiteSettings Read() => new(
        Environment.GetEnvironmentVariable("ROADMAP_FAULTS_SEED") is { Length: > 0 } seed
            ? int.Parse(seed, CultureInfo.InvariantCulture)
            : Random.Shared.Next(1_000_000),
        Environment.GetEnvironmentVariable("ROADMAP_FAULTS_MINUTES") is { Length: > 0 } minutes
            ? double.Parse(minutes, CultureInfo.InvariantCulture)
            : 3);
}
