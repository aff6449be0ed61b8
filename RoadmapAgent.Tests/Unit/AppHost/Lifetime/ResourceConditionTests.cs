using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoadmapAgent.AppHost.Lifetime;

namespace RoadmapAgent.Tests.Unit.AppHost.Lifetime;

public sealed class ResourceConditionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddMinutes(2);
    private static readonly ContainerResource Pooler = new("pgbouncer");

    [Fact]
    public void A_condition_tells_what_is_wrong_without_the_text_of_an_exception()
    {
        Assert.Equal(
            "pgbouncer is unhealthy because its alias\ncannot be used".ReplaceLineEndings(" "),
            Running("its alias\ncannot be used.").Problem);
        Assert.Equal("pgbouncer runs but has not become healthy", Running(description: null).Problem);
        Assert.Equal("pgbouncer is waiting for others", After(KnownResourceStates.Waiting).Problem);
        Assert.Equal("pgbouncer could not be started (its log says why)", After(KnownResourceStates.FailedToStart).Problem);
        Assert.Equal("pgbouncer has ended with exit code 7 (its log says why)", After(KnownResourceStates.Exited).Problem);
        Assert.Equal("pgbouncer is restarting in 4 s", After("Restarting in 4 s").Problem);
    }

    [Fact]
    public void A_resource_that_shows_the_health_of_its_parent_says_so_instead_of_repeating_its_reason()
    {
        var alias = new Alias("roadmap-logs", Pooler);
        var shown = ResourceCondition.Of("roadmap-logs", alias, Unhealthy("'roadmap_api' cannot be used"), null, Now);
        alias.Annotations.Add(new HealthCheckAnnotation("own"));
        var own = ResourceCondition.Of("roadmap-logs", alias, Unhealthy("'roadmap_logs' cannot be used"), null, Now);

        Assert.Equal("roadmap-logs is unhealthy because pgbouncer is", shown.Problem);
        Assert.Equal("roadmap-logs is unhealthy because 'roadmap_logs' cannot be used", own.Problem);
    }

    [Fact]
    public void Running_without_checks_and_having_completed_are_healthy()
    {
        Assert.True(After(KnownResourceStates.Running).IsHealthy);
        Assert.True(Condition(Snapshot(KnownResourceStates.Finished, exitCode: 0), null, Now).IsHealthy);
        Assert.False(After(KnownResourceStates.Finished).IsHealthy);
        Assert.False(After("").IsHealthy);
    }

    [Fact]
    public void A_resource_that_is_down_for_longer_than_any_pause_before_a_restart_is_given_up()
    {
        var ended = After(KnownResourceStates.Exited);
        var repeated = Condition(Snapshot(KnownResourceStates.Exited), ended, Now.AddSeconds(30));

        Assert.False(ended.IsGivenUp(Now.AddSeconds(59)));
        Assert.True(repeated.IsGivenUp(Now.AddSeconds(61)));
    }

    [Fact]
    public void A_resource_that_is_restarted_or_was_stopped_by_a_person_is_not_given_up()
    {
        Assert.False(After(KnownResourceStates.Exited, "Restarting in 15 s").IsGivenUp(Later));
        Assert.False(After(KnownResourceStates.Exited, KnownResourceStates.Running).IsGivenUp(Later));
        Assert.False(After(KnownResourceStates.Stopping, KnownResourceStates.Exited, KnownResourceStates.Exited).IsGivenUp(Later));
        Assert.True(After(KnownResourceStates.Stopping, KnownResourceStates.Exited, KnownResourceStates.Running, KnownResourceStates.Exited)
            .IsGivenUp(Later));
    }

    [Fact]
    public void A_start_that_takes_too_long_is_explained_with_what_is_wrong_before_what_waits() => Assert.Equal(
        "The fleet is not healthy after 120 s: pgbouncer is unhealthy because it does not answer; waiting to be started: api, logs.",
        ReadinessReport.Delay(
            [
                After(KnownResourceStates.Waiting) with { Name = "api" },
                After(KnownResourceStates.Waiting) with { Name = "logs" },
                After(KnownResourceStates.Waiting) with { Name = "logs" },
                Running("it does not answer"),
                After(KnownResourceStates.Running) with { Name = "postgres" },
            ],
            TimeSpan.FromSeconds(120.2)));

    private static ResourceCondition After(params string[] states) => states.Aggregate(
        (ResourceCondition?)null, (previous, state) => Condition(Snapshot(state), previous, Now))!;

    private static ResourceCondition Running(string? description) => Condition(Unhealthy(description), null, Now);

    private static CustomResourceSnapshot Unhealthy(string? description)
    {
        var snapshot = Snapshot(KnownResourceStates.Running);
        // Only Aspire itself sets them.
        typeof(CustomResourceSnapshot).GetProperty(nameof(snapshot.HealthReports))!.SetValue(
            snapshot,
            ImmutableArray.Create(new HealthReportSnapshot(
                "check", HealthStatus.Unhealthy, description, "Npgsql.NpgsqlException: Password=hush")));
        return snapshot;
    }

    private static ResourceCondition Condition(CustomResourceSnapshot snapshot, ResourceCondition? previous, DateTimeOffset now) =>
        ResourceCondition.Of("pgbouncer-1", Pooler, snapshot, previous, now);

    private static CustomResourceSnapshot Snapshot(string state, int exitCode = 7) => new()
    {
        ResourceType = "Executable",
        Properties = [],
        State = state,
        ExitCode = state == KnownResourceStates.Running || state == KnownResourceStates.Waiting ? null : exitCode,
    };

    private sealed class Alias(string name, IResource parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent;
    }
}
