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
    public void An_end_that_nobody_asked_for_leads_to_a_restart_once(string state, int? exitCode, string reason)
    {
        Assert.Null(See("Running"));

        Assert.Equal(new(reason, TimeSpan.FromSeconds(1)), See(state, exitCode));
        Assert.Null(See(state, exitCode));
        Assert.True(_instance.TryLeavePause());
    }

    [Fact]
    public void What_a_person_stops_stays_stopped_until_it_is_started()
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
    public void What_runs_to_completion_is_restarted_only_when_it_fails()
    {
        See("Running");
        Assert.Null(_instance.On(Snapshot("Finished", 0), runsToCompletion: true));

        See("Running");
        Assert.NotNull(_instance.On(Snapshot("Finished", 1, Start + TimeSpan.FromSeconds(1)), runsToCompletion: true));
    }

    [Fact]
    public void A_person_who_is_faster_than_the_pause_wins()
    {
        See("Running");
        See("Finished", 1);
        See("Running");

        Assert.False(_instance.TryLeavePause());
    }

    [Fact]
    public void The_end_of_a_run_counts_once_although_the_orchestrator_repeats_it_after_the_restart_was_requested()
    {
        See("Running");
        Assert.NotNull(See("Finished", -1));
        Assert.Null(See("Finished", -1));
        Assert.True(_instance.TryLeavePause());
        Assert.Null(See("Finished", -1));
        See("Starting");
        Assert.Null(See("Finished", -1));
        See("Running");

        Assert.Equal(TimeSpan.FromSeconds(2), _instance.On(Snapshot("Finished", -1, Start + TimeSpan.FromSeconds(1)), runsToCompletion: false)!.Pause);
    }

    [Fact]
    public void A_restart_that_fails_counts_once_and_a_long_run_begins_a_new_row()
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

        Assert.Equal(TimeSpan.FromSeconds(1), _instance.On(Snapshot("Finished", 1, Start + RestartPolicy.Steady), runsToCompletion: false)!.Pause);
    }

    [Fact]
    public void What_was_given_up_is_said_once_and_watched_again_when_somebody_starts_it()
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
