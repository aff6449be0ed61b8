using FsCheck;

namespace RoadmapAgent.Tests;

/// <summary>The number of cases of a property test: few in normal runs, many in <c>./test.sh full</c>.</summary>
internal static class PropertyCases
{
    private const int Factor = 20;

    /// <summary>A configuration that throws on the first case which fails.</summary>
    /// <param name="count">Cases in every run.</param>
    public static Config Of(int count) =>
        Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? count * Factor : count);
}
