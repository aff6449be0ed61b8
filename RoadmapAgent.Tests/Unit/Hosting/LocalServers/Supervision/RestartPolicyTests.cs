using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public class RestartPolicyTests
{
    [Fact]
    public void The_pauses_grow_and_after_ten_restarts_in_a_row_it_is_given_up()
    {
        var policy = new RestartPolicy();

        var pauses = Enumerable.Range(0, RestartPolicy.Limit).Select(_ => policy.OnEnded(TimeSpan.Zero)?.TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15, 15, 15], pauses);
        Assert.Null(policy.OnEnded(TimeSpan.Zero));
        Assert.Null(policy.OnEnded(RestartPolicy.Steady - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void A_steady_run_begins_a_new_row()
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
