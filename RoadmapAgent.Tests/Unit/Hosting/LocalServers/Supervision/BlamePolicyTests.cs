using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public sealed class BlamePolicyTests
{
    private static readonly DateTime Start = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    private readonly BlamePolicy _policy = new();

    [Fact]
    public void The_first_end_restarts_the_blamed_resource() => Assert.True(After(0));

    [Fact]
    public void Several_processes_restart_the_blamed_resource_once() => Assert.Equal([true, false, false], [After(0), After(0), After(1)]);

    [Fact]
    public void A_restart_that_has_not_helped_is_tried_again() => Assert.Equal([true, false, true], [After(0), After(1), After(2)]);

    [Fact]
    public void Each_resource_is_restarted_for_itself() => Assert.Equal([true, true], [After(0), After(0, "postgres")]);

    private bool After(int minutes, string blamed = "messaging") => _policy.OnBlamed(blamed, Start.AddMinutes(minutes));
}
