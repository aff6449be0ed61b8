using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Hosting.LocalServers.Supervision;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers.Supervision;

public class InstanceTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Instance _instance = new();

    [Theory]
    [InlineData("Finished", 0, "ended with exit code 0")]
    [InlineData("Finished", 3, "ended with exit code 3")]
    [InlineData("Finished", -1, "was killed")]
    [InlineData("Exited", 137, "was killed")]
    [InlineData("FailedToStart", null, "could not be started")]
    public void An_unrequested_exit_or_failed_start_triggers_exactly_one_restart(string state, int? exitCode, string reason)
    {
        Assert.Null(See("Running"));

        Assert.Equal(new(reason, TimeSpan.FromSeconds(1)), See(state, exitCode));
        Assert.Null(See(state, exitCode));
        Assert.True(_instance.TryLeavePause());
    }

    [Fact]
    public void A_manually_stopped_resource_stays_stopped_until_it_is_started()
    {
        See("Running");
        See("Stopping");

        Assert.Null(See("Finished", 0));
        Assert.Null(See("Finished", 0));

        See("Starting");
        See("Running");
        Assert.NotNull(See("Finished", 1));
    }

    [Fact]
    public void A_resource_that_runs_to_completion_is_restarted_only_after_a_failure()
    {
        See("Running");
        Assert.Null(_instance.On(Snapshot("Finished", 0), runsToCompletion: true));

        See("Running");
        Assert.NotNull(_instance.On(Snapshot("Finished", 1, Start + TimeSpan.FromSeconds(1)), runsToCompletion: true));
    }

    [Fact]
    public void A_manual_start_during_the_pause_cancels_the_automatic_restart()
    {
        See("Running");
        See("Finished", 1);
        See("Running");

        Assert.False(_instance.TryLeavePause());
    }

    [Fact]
    public void An_exit_counts_once_even_if_it_is_reported_again_after_the_restart_request()
    {
        See("Running");
        Assert.NotNull(See("Finished", -1));
        Assert.Null(See("Finished", -1));
        Assert.True(_instance.TryLeavePause());
        Assert.Null(See("Finished", -1));
        See("Starting");
        Assert.Null(See("Finished", -1));
        See("Running");

        Assert.Equal(
            TimeSpan.FromSeconds(2),
            _instance.On(Snapshot("Finished", -1, Start + TimeSpan.FromSeconds(1)), runsToCompletion: false)!.Pause);
    }

    [Fact]
    public void A_failed_restart_counts_once_and_a_steady_run_resets_the_pause()
    {
        See("Running");
        Assert.Equal(TimeSpan.FromSeconds(1), See("Finished", 1)!.Pause);
        _instance.TryLeavePause();
        See("Starting");
        Assert.Equal(TimeSpan.FromSeconds(2), See("FailedToStart")!.Pause);
        Assert.Null(_instance.OnRestartFailed());
        _instance.TryLeavePause();
        Assert.Equal(TimeSpan.FromSeconds(4), _instance.OnRestartFailed()!.Pause);
        Assert.Null(See("FailedToStart"));
        _instance.TryLeavePause();
        See("Running");

        Assert.Equal(
            TimeSpan.FromSeconds(1), _instance.On(Snapshot("Finished", 1, Start + RestartPolicy.Steady), runsToCompletion: false)!.Pause);
    }

    [Fact]
    public void Giving_up_is_reported_once_and_a_manual_start_resumes_supervision()
    {
        for (var i = 0; i < RestartPolicy.Limit; i++)
        {
            See("Starting");
            Assert.NotNull(See("FailedToStart")!.Pause);
            _instance.TryLeavePause();
        }

        See("Starting");
        Assert.Null(See("FailedToStart")!.Pause);
        Assert.Null(See("FailedToStart"));

        See("Running");
        Assert.NotNull(_instance.On(Snapshot("Finished", 1, Start + TimeSpan.FromSeconds(1)), runsToCompletion: false));
    }

    private Instance.Ended? See(string state, int? exitCode = null) => _instance.On(Snapshot(state, exitCode), runsToCompletion: false);

    private static CustomResourceSnapshot Snapshot(string state, int? exitCode, DateTime? stopped = null) => new()
    {
        ResourceType = "Executable",
        Properties = [],
        State = state,
        ExitCode = exitCode,
        StartTimeStamp = Start,
        StopTimeStamp = stopped ?? Start,
    };
}
