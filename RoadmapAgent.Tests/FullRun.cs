namespace RoadmapAgent.Tests;

/// <summary>The run of <c>./test.sh full</c>, which may take hours.</summary>
internal static class FullRun
{
    private const string Variable = "ROADMAP_TESTS";

    public static bool IsOn { get; } = Environment.GetEnvironmentVariable(Variable) == "full";
}
