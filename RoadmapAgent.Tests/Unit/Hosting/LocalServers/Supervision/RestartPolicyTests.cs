using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public class RestartPolicyTests
{
    [Fact]
    public void Pauses_grow_and_the_policy_gives_up_after_ten_consecutive_restarts()
    {
        var policy = new RestartPolicy();

        var pauses = Enumerable.Range(0, RestartPolicy.Limit).Select(_ => policy.OnEnded(TimeSpan.Zero)?.TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15, 15, 15], pauses);
        Assert.Null(policy.OnEnded(TimeSpan.Zero));
        Assert.Null(policy.OnEnded(RestartPolicy.Steady - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void A_steady_run_resets_the_pauses()
    {
        var policy = new RestartPolicy();
        for (var i = 0; i < RestartPolicy.Limit; i++)
        {
            policy.OnEnded(TimeSpan.Zero);
        }

        Assert.Equal(TimeSpan.FromSeconds(1), policy.OnEnded(RestartPolicy.Steady));
        Assert.Equal(TimeSpan.FromSeconds(2), policy.OnEnded(TimeSpan.Zero));
    }
}
