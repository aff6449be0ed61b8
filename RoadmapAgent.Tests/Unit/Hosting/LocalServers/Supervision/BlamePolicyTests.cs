using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public sealed class BlamePolicyTests
{
    private static readonly DateTime Start = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    private readonly BlamePolicy _policy = new();

    [Fact]
    public void The_first_end_of_a_process_restarts_nothing_else() => Assert.Equal([false, false], [After("a", 0), After("b", 1)]);

    [Fact]
    public void The_second_end_of_a_process_restarts_the_blamed_resource() => Assert.Equal([false, true], [After("a", 0), After("a", 3)]);

    [Fact]
    public void Two_ends_far_apart_have_nothing_to_do_with_each_other() => Assert.Equal([false, false], [After("a", 0), After("a", 10)]);

    [Fact]
    public void Several_processes_restart_the_blamed_resource_once() =>
        Assert.Equal([false, false, true, false], [After("a", 0), After("b", 0), After("a", 3), After("b", 3)]);

    [Fact]
    public void A_restart_that_has_not_helped_is_tried_again() =>
        Assert.Equal([false, true, false, true], [After("a", 0), After("a", 3), After("a", 6), After("a", 9)]);

    private bool After(string process, int minutes) => _policy.OnBlamed(process, "messaging", Start.AddMinutes(minutes));
}
